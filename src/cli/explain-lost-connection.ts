/** Tells a line that broke, after which one tries again, from a server that says no. */
import { Problem } from '../problem';

interface Loss {
  code?: unknown;
  reason?: unknown;
  message?: unknown;
  error?: { code?: unknown };
}

/** Closing codes after which coming back helps: the line broke, the server restarts, or it has too much to do. */
const BROKEN: readonly unknown[] = [1001, 1005, 1006, 1012, 1013, 1014, 4408, 4499, 4504];

/** Why the server does not want this client; undefined when only the line broke. */
export function findRefusal(event: unknown): Problem | undefined {
  const { code, reason, message } = lossOf(event);
  if (typeof code === 'number') {
    if (BROKEN.includes(code)) return undefined;
    return new Problem('FORBIDDEN', textOf(reason) ?? `The server closed the connection with code ${code}.`);
  }
  const status = /^Unexpected server response: (\d+)$/.exec(textOf(message) ?? '')?.[1];
  if (status === undefined || status.startsWith('5')) return undefined;
  return new Problem(
    'NOT_FOUND',
    `The server answers ${status} there. Use the address of its GraphQL endpoint, as ws://127.0.0.1:4000/graphql.`,
  );
}

/** A few words on why a line broke. */
export function describeLoss(event: unknown): string {
  const { code, reason, message, error } = lossOf(event);
  const words = textOf(message) ?? textOf(reason)?.replace(/\.$/, '') ?? textOf(error?.code);
  return words ?? (typeof code === 'number' && code !== 1006 ? `code ${code}` : 'the line broke');
}

function lossOf(event: unknown): Loss {
  return typeof event === 'object' && event !== null ? event : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
