/** The id by which a request is found again in the log. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Nothing that could end a line or a quotation of a log. */
const REQUEST_ID = /^[\w.:=+/@-]{1,128}$/;

/** The id that a proxy has given it, or a new one: whatever else a client sends there does not get into the log. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}
