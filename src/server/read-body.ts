/** Reads the body of an operation: only when its sender was let in, no more than they may send, and nothing that is dear to parse. */
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Role } from '../access/viewer';
import { say, type Message } from '../words/message';
import { letSend } from './expectations';
import { findJsonExcess } from './json-shape';
import type { Limits } from './limits';
import { RefusedRequest } from './refused-request';
import { sessionOf } from './request-session';

export const JSON_TYPE = 'application/json';

/** Some programs begin every text with it. */
const BYTE_ORDER_MARK = /^\ufeff/;

type BodyLimits = Pick<Limits, 'bodyBytes' | 'messageBytes' | 'values'>;

export function readJsonBodies(app: FastifyInstance, limits: BodyLimits): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(JSON_TYPE, async (request: FastifyRequest, payload: IncomingMessage) => {
    letSend(request.raw);
    const body = stashedBody(payload) ?? (await collect(payload, mostBytes(request, limits)));
    return parse(body, limits);
  });
}

/** With what was read from it: a map of all requests would keep the garbage collector busy. */
const BODY = Symbol('body');
type ReadRequest = IncomingMessage & { [BODY]?: Buffer };

/** The body was read before anybody knew what it is; it is short. */
export function stashBody(request: IncomingMessage, body: Buffer): void {
  (request as ReadRequest)[BODY] = body;
}

export function stashedBody(request: IncomingMessage): Buffer | undefined {
  return (request as ReadRequest)[BODY];
}

/** Batches are for those who report. Who only reads needs no more than over WebSocket. */
function mostBytes(request: FastifyRequest, { bodyBytes, messageBytes }: BodyLimits): number {
  return sessionOf(request).viewer.role === Role.VIEWER ? Math.min(bodyBytes, messageBytes) : bodyBytes;
}

async function collect(payload: IncomingMessage, most: number): Promise<Buffer> {
  if (Number(payload.headers['content-length'] ?? 0) > most) throw tooLarge(most);
  const chunks: Buffer[] = [];
  let length = 0;
  await new Promise<void>((resolve, reject) => {
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      chunks.push(chunk);
      if (length <= most) return;
      payload.off('data', take).pause();
      reject(tooLarge(most));
    };
    payload.on('data', take).once('end', resolve);
    payload.once('error', () => {
      reject(unreadable(say`its body is not as long as content-length says`));
    });
  });
  return Buffer.concat(chunks, length);
}

/** JSON is UTF-8. What is not would end up in the database with its letters replaced. */
function parse(body: Buffer, limits: BodyLimits): unknown {
  if (body.length === 0) throw unreadable(say`its body is empty`);
  if (!isUtf8(body)) throw new RefusedRequest(400, say`The body is not UTF-8. Send JSON in UTF-8.`);
  const excess = findJsonExcess(body, limits);
  if (excess !== undefined) throw excess;
  try {
    // Its dangerous names are like any other to GraphQL, which takes nothing by a name that the schema does not know.
    return JSON.parse(body.toString().replace(BYTE_ORDER_MARK, ''));
  } catch {
    throw unreadable(say`its body is not JSON`);
  }
}

function tooLarge(limit: number): RefusedRequest {
  const message = say`The request is larger than ${limit} bytes. Send less at once.`;
  return new RefusedRequest(413, message, { code: 'LIMIT', limit });
}

function unreadable(what: Message): RefusedRequest {
  const message = say`The request cannot be read: ${what}. Send JSON with a "query", as content-type application/json.`;
  return new RefusedRequest(400, message);
}
