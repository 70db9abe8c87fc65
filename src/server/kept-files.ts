/** Files of pages, shipped with the program: their version is in their address, so that browsers keep them for good. */
import type { FastifyInstance } from 'fastify';
import { readShippedFile } from '../process/read-shipped-file';
import type { Compressor } from './compressor';
import { sendNamed, type NamedContent } from './send-named';

export interface KeptFiles {
  /** In front of the version: `/graphiql`. */
  address: string;
  /** Where they lie, from the root of the project. */
  folder: readonly string[];
  /** Other bytes have another one. */
  version: string;
  /** The type of each, by its name. */
  types: Readonly<Record<string, string>>;
}

const FOR_GOOD = 'public, max-age=31536000, immutable';

interface FileName {
  version: string;
  name: string;
}

export function addKeptFiles(app: FastifyInstance, compressor: Compressor, files: KeptFiles): void {
  app.route<{ Params: FileName }>({
    method: ['GET', 'HEAD'],
    url: `${files.address}/:version/:name`,
    handler: async (request, reply) => {
      const content = contentOf(request.params, files);
      if (content !== undefined) return sendNamed(request, reply, content, compressor);
      reply.callNotFound();
      return reply;
    },
  });
}

/** Read when it is asked for: most servers are never looked at. Undefined when there is no such file. */
function contentOf({ version, name }: FileName, files: KeptFiles): NamedContent | undefined {
  const type = Object.hasOwn(files.types, name) ? files.types[name] : undefined;
  if (type === undefined || version !== files.version) return undefined;
  return {
    name: `${version}-${name}`,
    type,
    caching: { 'cache-control': FOR_GOOD, vary: 'origin' },
    headers: {},
    read: () => readShippedFile(...files.folder, name),
  };
}
