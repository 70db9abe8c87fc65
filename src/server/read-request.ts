/** Reads what a request over HTTP asks for: the body of a POST, or the parameters of a GET; the same for one answer and for an event stream. */
import type { FastifyRequest } from 'fastify';
import { Problem } from '../problem';
import { findJsonExcess } from './json-shape';
import { chooseType } from './negotiate';
import { RefusedRequest } from './refused-request';
import { type Message, say } from '../words/message';

export interface AskedOperation {
  /** Absent, or empty, when a persisted document is named instead. */
  query?: string | undefined;
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
  extensions?: Record<string, unknown> | null | undefined;
}

export interface StreamRequest extends AskedOperation {
  /** Cursor of the newest event that the client received before its line broke. */
  lastEventId: string | undefined;
}

/** Throws BAD_REQUEST. */
export function readRequest(request: FastifyRequest): AskedOperation {
  const isInAddress = request.method !== 'POST';
  const given = (isInAddress ? request.query : request.body) as
    Record<string, unknown> | readonly unknown[] | null | undefined;
  if (Array.isArray(given)) throw wrong(say`This is a list of operations. Send one at a time.`);
  const { query, operationName, variables, extensions } = (given ?? {}) as Record<string, unknown>;
  return {
    query: readText(query, 'query'),
    operationName: readText(operationName, 'operationName'),
    variables: readObject(variables, 'variables', isInAddress),
    extensions: readObject(extensions, 'extensions', isInAddress),
  };
}

/** Throws BAD_REQUEST, with status 406. */
export function requireEventStream({ headers: { accept = '' } }: FastifyRequest): void {
  // Who names nothing is told: a stream that nobody expects looks like an answer that does not come.
  if (accept !== '' && chooseType(accept, ['text/event-stream']) !== undefined) return;
  throw new RefusedRequest(406, say`This endpoint answers with an event stream: send "accept: text/event-stream".`);
}

/** Throws BAD_REQUEST. */
export function readStreamRequest(request: FastifyRequest): StreamRequest {
  const { 'last-event-id': lastEventId } = request.headers;
  return {
    ...readRequest(request),
    lastEventId: typeof lastEventId === 'string' && lastEventId !== '' ? lastEventId : undefined,
  };
}

function readText(given: unknown, name: string): string | undefined {
  if (given == null) return undefined;
  if (typeof given === 'string') return given;
  throw wrong(Array.isArray(given) ? say`"${name}" is there more than once.` : say`"${name}" is not a string.`);
}

/** In an address it is JSON; in a body it is a part of the JSON. */
function readObject(given: unknown, name: string, isJson: boolean): Record<string, unknown> | undefined {
  // In an address, an empty parameter is what a form sends for nothing.
  if (given == null || (isJson && given === '')) return undefined;
  const value = isJson && typeof given === 'string' ? parse(given, name) : given;
  if (value === null) return undefined;
  if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  throw wrong(say`"${name}" is not an object.`);
}

function parse(text: string, name: string): unknown {
  // In a body it is one level down. An address is too short for many values.
  const excess = findJsonExcess(Buffer.from(`[${text}]`), { values: Infinity });
  if (excess !== undefined) throw excess;
  try {
    return JSON.parse(text);
  } catch {
    throw wrong(say`"${name}" is not JSON.`);
  }
}

function wrong(message: Message): Problem {
  return new Problem('BAD_REQUEST', message);
}
