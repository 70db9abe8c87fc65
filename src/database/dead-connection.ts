/** Connections that have died without a word: the error with which one is destroyed, and reads that go to another one then. */
import { sqlStateOf } from './sql-state';

/** To its callers it is a connection that was lost. */
export class SilentConnection extends Error {
  /** What the system says of a connection that it has given up. */
  readonly code = 'ETIMEDOUT';

  constructor(
    /** Not only this connection: the server could not be reached either. */
    readonly isServerAway: boolean,
  ) {
    super(
      isServerAway
        ? 'Connection terminated: nothing comes from the database, and it cannot be reached.'
        : 'Connection terminated: the database has answered, and nothing came.',
    );
    this.name = 'SilentConnection';
  }
}

export const MOST_ATTEMPTS = 3;

/** Reads once more, on another connection, when the one that was given turns out to be dead: nothing was read yet. */
export async function onLivingConnection<T>(read: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await read();
    } catch (error) {
      if (attempt >= MOST_ATTEMPTS || !wasDead(error)) throw error;
    }
  }
}

/** Whether the connection was dead, and not the server. A server that cannot be reached would only be waited for again. */
export function wasDead(error: unknown): boolean {
  const cause: unknown = (error as { driverError?: unknown } | null)?.driverError ?? error;
  if (cause instanceof SilentConnection) return !cause.isServerAway;
  // Ended by an operator, or by a crash of another session.
  if (/^57P0[12]$/.test(sqlStateOf(cause) ?? '')) return true;
  const { code } = (cause ?? {}) as { code?: unknown };
  if (code === 'ECONNRESET' || code === 'EPIPE') return true;
  return cause instanceof Error && /^Connection terminated unexpectedly|not queryable/.test(cause.message);
}
