/** Reads what an event stream is asked for: the body of a POST, or the parameters of a GET. */
import type { FastifyRequest } from 'fastify';
import { Problem } from '../problem';

export interface StreamRequest {
  query: string;
  operationName: string | undefined;
  variables: Record<string, unknown> | undefined;
  /** Cursor of the newest event that the client received before its line broke. */
  lastEventId: string | undefined;
}

/** Throws BAD_REQUEST. */
export function readStreamRequest(request: FastifyRequest): StreamRequest {
  const { accept = '', 'last-event-id': lastEventId } = request.headers;
  if (!/text\/event-stream|\*\/\*/.test(accept)) {
    throw wrong('This endpoint answers with an event stream: send the header "accept: text/event-stream".');
  }
  const given = (request.method === 'GET' ? request.query : request.body) as Record<string, unknown> | null | undefined;
  const { query, operationName, variables } = given ?? {};
  if (typeof query !== 'string') {
    throw wrong('There is no "query": send a GraphQL document, in the JSON of a POST or as ?query= in the address.');
  }
  if (operationName != null && typeof operationName !== 'string') throw wrong('"operationName" is not a string.');
  return {
    query,
    operationName: operationName ?? undefined,
    variables: readVariables(variables),
    lastEventId: typeof lastEventId === 'string' && lastEventId !== '' ? lastEventId : undefined,
  };
}

function readVariables(given: unknown): Record<string, unknown> | undefined {
  if (given === undefined || given === null || given === '') return undefined;
  const value = typeof given === 'string' ? parse(given) : given;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw wrong('"variables" is not an object.');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw wrong('"variables" is not JSON.');
  }
}

function wrong(message: string): Problem {
  return new Problem('BAD_REQUEST', message);
}
