/** Sends the answer of a query as it is kept: in the coding that the client likes best, and not at all where the client has it already. */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONTENT_LANGUAGE } from './answer-language';
import type { QueryAnswer } from './answer-queries';
import { LEAST_BYTES } from './complete-answers';
import type { Compressing, Compressor } from './compressor';
import type { Coding } from './negotiate';
import { judgePreconditions } from './preconditions';
import { programVersion } from './program-version';
import { changedSince } from './send-named';

/** Headers that decide about an answer without words. */
const VARIES = 'accept, authorization, accept-encoding';

export interface AnswerSending {
  answer: QueryAnswer;
  /** Tells the question, and the rights and language of who asks it, from all others. */
  key: string;
  type: string;
  language: string;
  compressor: Compressor;
  /** To be called when another coding is kept with the answer. */
  onCoded: () => void;
}

export async function sendAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  sending: AnswerSending,
): Promise<FastifyReply> {
  const { answer, type, language } = sending;
  const codings = codingsOf(request, sending);
  let [coding = 'identity'] = codings;
  const varies = answerVaries(answer);
  const known = reply.getHeader('vary');
  void reply.header('vary', known === undefined ? varies : `${String(known)}, ${varies}`);
  if (request.method === 'POST' || !answer.isLasting) {
    void reply.header('cache-control', 'no-store');
  } else {
    const tags = await tagsOf(sending, codings);
    const { verdict, tag } = judgePreconditions(request.headers, tags);
    if (verdict === 'FAILED') throw changedSince();
    // Whoever keeps it asks each time whether it is still the same.
    void reply.headers({ 'cache-control': 'private, no-cache', etag: tag });
    if (verdict === 'NOT_MODIFIED') return reply.status(304).send();
    coding = codings[tags.indexOf(tag)] ?? 'identity';
  }
  void reply.header('content-type', `${type}; charset=utf-8`);
  if (answer.hasWords) void reply.header(CONTENT_LANGUAGE, language);
  if (coding !== 'identity') void reply.header('content-encoding', coding);
  if (request.method === 'HEAD') return sendHead(reply, answer, coding);
  return reply.send(await representIn(sending, coding));
}

/** Nothing is compressed to say how long it would be. */
function sendHead(reply: FastifyReply, { body, coded }: QueryAnswer, coding: Coding): FastifyReply {
  const known = coding === 'identity' ? body : coded.get(coding);
  if (known !== undefined) void reply.header('content-length', known.length);
  return reply.send();
}

export function answerVaries({ hasWords }: QueryAnswer): string {
  return hasWords ? `${VARIES}, accept-language` : VARIES;
}

/** In which it is worth sending it, the best first; none where the client takes it in no way. */
export function codingsOf(
  { headers }: Pick<IncomingMessage, 'headers'>,
  { answer: { body, coded }, compressor }: Pick<AnswerSending, 'answer' | 'compressor'>,
): readonly Coding[] {
  const isWorthwhile = body.length >= LEAST_BYTES && (coded.size > 0 || !compressor.isBusy);
  return compressor.codingsFor(headers['accept-encoding'], isWorthwhile);
}

/** One for each coding. The same everywhere as long as the same is answered: it is known without the answer. */
async function tagsOf({ key, answer: { place } }: AnswerSending, codings: readonly Coding[]): Promise<string[]> {
  const version = await programVersion();
  const text = JSON.stringify([version, place?.epoch, place?.position, place?.mark, key]);
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 32);
  return codings.map((coding) => `"${name}${coding === 'identity' ? '' : `-${coding}`}"`);
}

export async function representIn(
  sending: Pick<AnswerSending, 'answer' | 'compressor' | 'onCoded'>,
  coding: Coding,
): Promise<string | Buffer> {
  const { answer } = sending;
  return coding === 'identity' ? (answer.text ?? answer.body) : codedBody(sending, coding);
}

/** Compressed once for all who take it so, as long as the answer is kept. */
async function codedBody(
  { answer, compressor, onCoded }: Pick<AnswerSending, 'answer' | 'compressor' | 'onCoded'>,
  coding: Compressing,
): Promise<Buffer> {
  const known = answer.coded.get(coding);
  if (known !== undefined) return known;
  const body = await compressor.compress(answer.body, coding);
  if (!answer.coded.has(coding)) {
    answer.coded.set(coding, body);
    answer.bytes += body.length;
    onCoded();
  }
  return body;
}
