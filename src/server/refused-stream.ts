/** What an event stream is refused with before it begins. */
import { Problem } from '../problem';
import { RefusedRequest } from './refused-request';
import { say } from '../words/message';

/** Refused before the stream begins: an answer with the status that says why. */
export class RefusedStream extends Error {
  constructor(
    readonly status: number,
    readonly errors: readonly unknown[],
  ) {
    super('The stream was refused.');
  }
}

export function pipelined(): Problem {
  return new Problem(
    'BAD_REQUEST',
    say`A stream needs a connection of its own. Send each request over its own connection.`,
  );
}

export function mutationByGet(): RefusedRequest {
  const message = say`A mutation cannot be sent with GET. Send it with POST.`;
  return new RefusedRequest(405, message, { headers: { allow: 'POST' } });
}
