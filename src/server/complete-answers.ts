/** What every answer gets before it is sent, whoever has answered: headers that belong to its status, and a coding that the client accepts. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isCompressible, type Compressor } from './compressor';
import { CONTENT_LANGUAGE } from './answer-language';

/** What browser code may read of an answer from another origin, beside what it always may. */
export const EXPOSED_HEADERS = [
  'allow',
  'content-disposition',
  'etag',
  'ratelimit',
  'ratelimit-policy',
  'retry-after',
  'www-authenticate',
  'x-position',
  'x-request-id',
];

const COME_BACK_SECONDS = 5;
/** Below, an answer fits into one packet anyway. */
export const LEAST_BYTES = 1_024;

export function completeAnswers(app: FastifyInstance, compressor: Compressor): void {
  app.addHook('onSend', (request, reply, payload: unknown, done) => {
    completeHead(request, reply);
    // What has a tag has been given its coding with it.
    const isOpen = !reply.hasHeader('content-encoding') && !reply.hasHeader('etag');
    const type = String(reply.getHeader('content-type') ?? '');
    if (!isOpen || !isCompressible(type) || !(typeof payload === 'string' || Buffer.isBuffer(payload))) {
      done(null, payload);
      return;
    }
    vary(reply, 'accept-encoding');
    compress(request, reply, payload, compressor).then((sent) => {
      done(null, sent === undefined ? payload : sent);
    }, done);
  });
}

function completeHead({ headers }: FastifyRequest, reply: FastifyReply): void {
  // A cache may otherwise keep what says nothing about it, errors too.
  if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
  // Another client may get other words from the same address; an answer without words is the same for all.
  if (reply.hasHeader(CONTENT_LANGUAGE)) vary(reply, 'accept-language');
  if (reply.statusCode === 401) void reply.header('www-authenticate', challengeFor(headers.authorization));
  if (reply.statusCode === 503 && !reply.hasHeader('retry-after')) void reply.header('retry-after', COME_BACK_SECONDS);
}

/** Only a token that was sent can be wrong (RFC 6750, §3.1). */
function challengeFor(authorization: string | undefined): string {
  const challenge = 'Bearer realm="giaoban"';
  return /^Bearer +\S/i.test(authorization ?? '') ? `${challenge}, error="invalid_token"` : challenge;
}

export function vary(reply: FastifyReply, header: string): void {
  const known = String(reply.getHeader('vary') ?? '');
  const names = known.toLowerCase().split(/\s*,\s*/);
  if (!names.includes(header)) void reply.header('vary', known === '' ? header : `${known}, ${header}`);
}

/** Undefined to send it as it is, null to send the head alone. */
async function compress(
  { method, headers }: FastifyRequest,
  reply: FastifyReply,
  payload: string | Buffer,
  compressor: Compressor,
): Promise<Buffer | null | undefined> {
  const isWorthwhile = Buffer.byteLength(payload) >= LEAST_BYTES && !compressor.isBusy;
  const [coding = 'identity'] = compressor.codingsFor(headers['accept-encoding'], isWorthwhile);
  if (coding === 'identity') return undefined;
  void reply.header('content-encoding', coding).removeHeader('content-length');
  // Nobody has to know how long it would have been.
  return method === 'HEAD' ? null : compressor.compress(toBytes(payload), coding);
}

function toBytes(payload: string | Buffer): Buffer {
  return typeof payload === 'string' ? Buffer.from(payload) : payload;
}
