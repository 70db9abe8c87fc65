/** Sends what has a name, such as a page or a file: on the conditions of RFC 9110 (§13), and in the coding that the client likes best. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isCompressible, type Compressor } from './compressor';
import type { Coding } from './negotiate';
import { judgePreconditions } from './preconditions';
import { RefusedRequest } from './refused-request';
import { say } from '../words/message';

export interface NamedContent {
  /** The same name means the same bytes. */
  name: string;
  type: string;
  /** Of every answer, of one that has nothing to tell, too. */
  caching: { 'cache-control': string; vary: string };
  /** Of an answer that carries it. */
  headers: Readonly<Record<string, string>>;
  read: () => Promise<Buffer>;
}

/** As it stands behind the name in a tag: other bytes have another tag (RFC 9110, §8.8.3.3). */
const MARKS: Record<Coding, string> = { br: '-br', gzip: '-gz', identity: '' };

export async function sendNamed(
  { method, headers }: FastifyRequest,
  reply: FastifyReply,
  content: NamedContent,
  compressor: Compressor,
): Promise<FastifyReply> {
  const { name, type } = content;
  const isWorthwhile = isCompressible(type);
  const codings = compressor.codingsFor(headers['accept-encoding'], isWorthwhile);
  const tagOf = (coding: Coding): string => `"${name}${MARKS[coding]}"`;
  const { verdict, tag } = judgePreconditions(headers, codings.map(tagOf));
  if (verdict === 'FAILED') throw changedSince();
  const coding = codings.find((each) => tagOf(each) === tag) ?? 'identity';
  const isHeadOnly = method === 'HEAD' || verdict === 'NOT_MODIFIED';
  // Nothing is said of it before it is there: an error has a head of its own.
  const bytes = isHeadOnly ? findKept(content, coding, compressor) : await read(content, coding, compressor);
  const { vary, ...caching } = content.caching;
  void reply.headers({ ...caching, vary: isWorthwhile ? `${vary}, accept-encoding` : vary, etag: tag });
  if (verdict === 'NOT_MODIFIED') return reply.status(304).send();
  void reply.type(type).headers({ 'accept-ranges': 'none', ...content.headers });
  if (coding !== 'identity') void reply.header('content-encoding', coding);
  if (!isHeadOnly) return reply.send(bytes);
  if (bytes !== undefined) void reply.header('content-length', bytes.length);
  return reply.send();
}

function read({ name, read: readPlain }: NamedContent, coding: Coding, compressor: Compressor): Promise<Buffer> {
  return coding === 'identity' ? readPlain() : compressor.keep(name, coding, readPlain);
}

function findKept({ name }: NamedContent, coding: Coding, compressor: Compressor): Buffer | undefined {
  return coding === 'identity' ? undefined : compressor.findKept(name, coding);
}

export function changedSince(): RefusedRequest {
  return new RefusedRequest(412, say`This has changed since the tags in If-Match. Ask without it.`, {
    code: 'CONFLICT',
  });
}
