/** Pages to explore the API in a browser: Apollo Sandbox at `/graphql`, which Apollo Server shows, and GraphiQL at `/graphiql`. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { headersOf, type BrowserPage } from '../server/browser-page';
import { readExamples } from './examples';
import { graphiqlPage, sandboxPage } from './explorer-pages';
import { readShippedFile } from '../process/read-shipped-file';

const FILES: Readonly<Record<string, string>> = {
  'graphiql.js': 'text/javascript; charset=utf-8',
  'graphiql.css': 'text/css; charset=utf-8',
  'editor.worker.js': 'text/javascript; charset=utf-8',
  'graphql.worker.js': 'text/javascript; charset=utf-8',
  'json.worker.js': 'text/javascript; charset=utf-8',
  'codicon.ttf': 'font/ttf',
  'LICENCES.txt': 'text/plain; charset=utf-8',
};

const FOR_GOOD = 'public, max-age=31536000, immutable';

const compress = promisify(gzip);

export interface Explorers {
  /** What a browser gets at /graphql. */
  landingPage: BrowserPage;
  /** Adds GraphiQL. */
  addTo: (app: FastifyInstance) => void;
}

export async function openExplorers(): Promise<Explorers> {
  const [examples, version] = await Promise.all([readExamples(), readVersion()]);
  const page = graphiqlPage(examples, version);
  return {
    landingPage: sandboxPage(examples),
    addTo: (app) => {
      app.get('/graphiql', (_request, reply) => send(reply, page));
      // The addresses in the page are relative.
      app.get('/graphiql/', (_request, reply) => reply.redirect('/graphiql', 308));
      addFiles(app, version);
    },
  };
}

async function readVersion(): Promise<string> {
  return (await readShippedFile('graphiql', 'built', 'version')).toString().trim();
}

function send(reply: FastifyReply, page: BrowserPage): FastifyReply {
  return reply.type('text/html; charset=utf-8').headers(headersOf(page)).send(page.html);
}

/** Read and compressed when they are first asked for: most servers are never explored. */
function addFiles(app: FastifyInstance, version: string): void {
  const kept = new Map<string, Promise<Buffer>>();
  const keep = (key: string, make: () => Promise<Buffer>): Promise<Buffer> => {
    const made = kept.get(key) ?? make();
    kept.set(key, made);
    return made;
  };
  const read = (name: string): Promise<Buffer> => readShippedFile('graphiql', 'built', name);
  app.get<{ Params: { version: string; name: string } }>('/graphiql/:version/:name', async (request, reply) => {
    const { name } = request.params;
    const type = Object.hasOwn(FILES, name) ? FILES[name] : undefined;
    if (type === undefined || request.params.version !== version) {
      reply.callNotFound();
      return reply;
    }
    void reply
      .type(type)
      .headers({ 'cache-control': FOR_GOOD, 'x-content-type-options': 'nosniff', vary: 'origin, accept-encoding' });
    if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(await read(name));
    const small = await keep(name, async () => compress(await read(name)));
    return reply.header('content-encoding', 'gzip').send(small);
  });
}
