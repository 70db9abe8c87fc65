/** `GET /briefings/2020-03.docx` and its like: briefings as files, for those who may read them in the API. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Language } from '../paper/content';
import { Problem } from '../problem';
import { formatError, httpStatusOf, type ErrorLog } from '../server/format-error';
import type { Authenticate } from '../server/session';
import { FILE_FORMATS, type WritePaper } from '../press/paper-job';
import { paperKey } from '../press/paper-key';
import { findBriefingFile, type BriefingFile, type FileRequest } from './find-briefing-file';
import { judgePreconditions } from './preconditions';
import { requireFit } from '../text/require-text';
import { shorten } from '../text/shorten';

const COME_BACK_SECONDS = 5;

/** A conflict of the request's own conditions: HTTP has a status for that. */
class PreconditionFailed extends Problem {}

const PRECONDITION_FAILED = 412;

/** Nothing in a briefing needs more than its own styles, fonts and pictures. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

type BriefingRequest = FastifyRequest<{ Params: { name: string }; Querystring: Record<string, unknown> }>;

export interface BriefingRoute {
  authenticate: Authenticate;
  write: WritePaper;
  log: ErrorLog;
}

export function addBriefingRoute(app: FastifyInstance, { authenticate, write, log }: BriefingRoute): void {
  app.route({
    method: ['GET', 'HEAD'],
    url: '/briefings/:name',
    // Fastify's own way to answer HEAD would have the document written, to throw it away.
    exposeHeadRoute: false,
    handler: async (request: BriefingRequest, reply) => {
      const gone = whenGone(reply);
      try {
        const file = await findFile(request, authenticate);
        return await sendFile(request, reply, file, () => write(file.job, gone));
      } catch (error) {
        return refuse(reply, error, log);
      }
    },
  });
}

/** Aborted when the connection is closed, after which nobody takes the answer. */
function whenGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    gone.abort(new Problem('UNAVAILABLE', 'The client that asked for the document has left.'));
  });
  return gone.signal;
}

/** Reads what is to be written, and gives the connection to the database back: writing needs none. */
async function findFile(request: BriefingRequest, authenticate: Authenticate): Promise<BriefingFile> {
  const asked = readRequest(request);
  const session = await authenticate(request.headers.authorization);
  const operation = session.openOperation(await session.findViewer());
  try {
    return await findBriefingFile(operation, asked);
  } finally {
    await operation.close();
  }
}

function readRequest({ params, query }: BriefingRequest): FileRequest {
  const [, month, ending] = /^(.*)\.([a-z]+)$/.exec(params.name) ?? [];
  const format = FILE_FORMATS.find((each) => each === ending);
  if (month === undefined || format === undefined) {
    throw new Problem('NOT_FOUND', 'There is no such file. Ask for /briefings/2020-03.docx, .html or .md.');
  }
  requireKnown(query);
  const organization = readText(query, 'organization');
  return { month, organization, language: readLanguage(readText(query, 'language')), format };
}

/** A slip in a name would otherwise give another document than the one that was meant. */
function requireKnown(query: Record<string, unknown>): void {
  const unknown = Object.keys(query).find((each) => each !== 'organization' && each !== 'language');
  if (unknown === undefined) return;
  const name = shorten(unknown);
  const message = `There is no parameter "${name}". A briefing takes language (vi or en) and organization (the code of one).`;
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
  throw new Problem('BAD_USER_INPUT', 'A briefing is available in vi or en.', { argument: 'language' });
}

/** The content alone, before it is written, decides whether anything is sent. */
async function sendFile(
  request: BriefingRequest,
  reply: FastifyReply,
  { name, type, job }: BriefingFile,
  write: () => Promise<Buffer>,
): Promise<FastifyReply> {
  const etag = `"${paperKey(job)}"`;
  const verdict = judgePreconditions(request.headers, etag);
  if (verdict === 'FAILED') {
    throw new PreconditionFailed('CONFLICT', 'The briefing has changed since the tags in If-Match. Ask without it.');
  }
  const caching = {
    etag,
    // A draft follows live figures, and a token decides who may read: no cache on the way may keep it.
    'cache-control': 'private, no-cache',
    vary: 'authorization, origin',
  };
  if (verdict === 'NOT_MODIFIED') return reply.status(304).headers(caching).send();
  const bytes = request.method === 'HEAD' ? undefined : await write();
  return reply
    .type(type)
    .headers({ ...caching, ...describeFile(name, type) })
    .send(bytes);
}

/** A page is shown; everything else is saved under its name. */
function describeFile(name: string, type: string): Record<string, string> {
  const isPage = type.startsWith('text/html');
  return {
    'accept-ranges': 'none',
    'x-content-type-options': 'nosniff',
    'content-disposition': `${isPage ? 'inline' : 'attachment'}; ${describeName(name)}`,
    ...(isPage ? { 'content-security-policy': POLICY, 'referrer-policy': 'same-origin' } : {}),
  };
}

/** Headers are in ASCII; a code may have letters that are not. */
function describeName(name: string): string {
  const plain = name.replace(/[^\w.-]/g, '_');
  return `filename="${plain}"${plain === name ? '' : `; filename*=UTF-8''${encodeURIComponent(name)}`}`;
}

function refuse(reply: FastifyReply, error: unknown, log: ErrorLog): FastifyReply {
  const status = error instanceof PreconditionFailed ? PRECONDITION_FAILED : httpStatusOf(error);
  if (status === 401) void reply.header('www-authenticate', 'Bearer');
  if (status === 503) void reply.header('retry-after', COME_BACK_SECONDS);
  return reply.status(status).send({ errors: [formatError(error, log)] });
}
