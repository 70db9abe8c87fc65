/** Pages to explore the API in a browser: Apollo Sandbox at `/graphql`, which Apollo Server shows, and GraphiQL at `/graphiql`. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { toNamedContent, type BrowserPage } from '../server/browser-page';
import type { Compressor } from '../server/compressor';
import { addKeptFiles } from '../server/kept-files';
import { sendNamed } from '../server/send-named';
import { readExamples } from './examples';
import { graphiqlPage, sandboxPage } from './explorer-pages';
import { readShippedFile } from '../process/read-shipped-file';

const TYPES: Readonly<Record<string, string>> = {
  'graphiql.js': 'text/javascript; charset=utf-8',
  'graphiql.css': 'text/css; charset=utf-8',
  'editor.worker.js': 'text/javascript; charset=utf-8',
  'graphql.worker.js': 'text/javascript; charset=utf-8',
  'json.worker.js': 'text/javascript; charset=utf-8',
  'codicon.ttf': 'font/ttf',
  'LICENCES.txt': 'text/plain; charset=utf-8',
};

export interface Explorers {
  /** What a browser gets at /graphql. */
  landingPage: BrowserPage;
  /** Adds GraphiQL. */
  addTo: (app: FastifyInstance, compressor: Compressor) => void;
}

export async function openExplorers(): Promise<Explorers> {
  const [examples, version] = await Promise.all([readExamples(), readVersion()]);
  const page = toNamedContent(graphiqlPage(examples, version), 'origin');
  return {
    landingPage: sandboxPage(examples),
    addTo: (app, compressor) => {
      const method = ['GET', 'HEAD'];
      const handler = (request: FastifyRequest, reply: FastifyReply) => sendNamed(request, reply, page, compressor);
      app.route({ method, url: '/graphiql', handler });
      // The addresses in the page are relative.
      app.route({ method, url: '/graphiql/', handler: (_request, reply) => reply.redirect('/graphiql', 308) });
      addKeptFiles(app, compressor, { address: '/graphiql', folder: ['graphiql', 'built'], version, types: TYPES });
    },
  };
}

async function readVersion(): Promise<string> {
  return (await readShippedFile('graphiql', 'built', 'version')).toString().trim();
}
