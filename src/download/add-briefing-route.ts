/** `GET /briefings/2020-03.docx` and its like: briefings as files, for whoever may read them in the API. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Language } from '../document/content';
import { Problem, type ProblemCode } from '../problem';
import { formatError, toProblem, type ErrorLog } from '../server/format-error';
import type { Authenticate } from '../server/session';
import { requireFit } from '../text/require-text';
import { shorten } from '../text/shorten';
import { writeBriefingFile, type BriefingFile, type FileRequest } from './write-briefing-file';
import { FILE_FORMATS } from './write-once';

const HTTP_STATUS: Partial<Record<ProblemCode, number>> = {
  BAD_USER_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  UNAVAILABLE: 503,
};

/** Nothing in a briefing needs more than its own styles, fonts and pictures. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

type BriefingRequest = FastifyRequest<{ Params: { name: string }; Querystring: Record<string, unknown> }>;

export function addBriefingRoute(app: FastifyInstance, authenticate: Authenticate, log: ErrorLog): void {
  app.get('/briefings/:name', async (request: BriefingRequest, reply) => {
    try {
      const asked = readRequest(request);
      const session = await authenticate(request.headers.authorization);
      const operation = session.openOperation(await session.findViewer());
      try {
        return await sendFile(request, reply, await writeBriefingFile(operation, asked));
      } finally {
        await operation.close();
      }
    } catch (error) {
      return refuse(reply, error, log);
    }
  });
}

function readRequest({ params, query }: BriefingRequest): FileRequest {
  const [, month, ending] = /^(.*)\.([a-z]+)$/.exec(params.name) ?? [];
  const format = FILE_FORMATS.find((each) => each === ending);
  if (month === undefined || format === undefined) {
    throw new Problem('NOT_FOUND', 'There is no such file. Ask for /briefings/2020-03.docx, .html or .md.');
  }
  requireKnown(query);
  const within = readText(query, 'within');
  return { month, within, language: readLanguage(readText(query, 'language')), format };
}

/** A slip in a name would else give another document than the one that was meant. */
function requireKnown(query: Record<string, unknown>): void {
  const unknown = Object.keys(query).find((each) => each !== 'within' && each !== 'language');
  if (unknown === undefined) return;
  const name = shorten(unknown);
  const message = `There is no parameter "${name}". A briefing takes language (vi or en) and within (the code of an organization).`;
  throw new Problem('BAD_USER_INPUT', message, { argument: name });
}

function readText(query: Record<string, unknown>, name: string): string | undefined {
  const value = query[name];
  if (value === undefined || value === '') return undefined;
  if (typeof value === 'string') {
    requireFit(value, name);
    return value;
  }
  throw new Problem('BAD_USER_INPUT', `"${name}" is given more than once. Give it once.`, { argument: name });
}

const LANGUAGES = new Map([
  ['vi', Language.VI],
  ['en', Language.EN],
]);

function readLanguage(text = 'vi'): Language {
  const language = LANGUAGES.get(text.toLowerCase());
  if (language !== undefined) return language;
  throw new Problem('BAD_USER_INPUT', 'A briefing is written in vi or en.', { argument: 'language' });
}

/** A page is shown; everything else is saved under its name. */
function sendFile(request: FastifyRequest, reply: FastifyReply, file: BriefingFile): FastifyReply {
  const { name, type, bytes, etag } = file;
  const isPage = type.startsWith('text/html');
  void reply.type(type).headers({
    etag,
    // A draft follows live figures, and a token decides who may read: nobody on the way may keep it.
    'cache-control': 'private, no-cache',
    vary: 'authorization, origin',
    'x-content-type-options': 'nosniff',
    'content-disposition': `${isPage ? 'inline' : 'attachment'}; ${describeName(name)}`,
    ...(isPage ? { 'content-security-policy': POLICY, 'referrer-policy': 'same-origin' } : {}),
  });
  if (request.headers['if-none-match'] === etag) return reply.status(304).send();
  return reply.send(bytes);
}

/** Headers are in ASCII; a code may have letters that are not. */
function describeName(name: string): string {
  const plain = name.replace(/[^\w.-]/g, '_');
  return `filename="${plain}"${plain === name ? '' : `; filename*=UTF-8''${encodeURIComponent(name)}`}`;
}

function refuse(reply: FastifyReply, error: unknown, log: ErrorLog): FastifyReply {
  const code = toProblem(error)?.code;
  const status = code === undefined ? 500 : (HTTP_STATUS[code] ?? 400);
  if (status === 401) void reply.header('www-authenticate', 'Bearer');
  return reply.status(status).send({ errors: [formatError(error, log)] });
}
