/** Reads once more, on another connection, when the one that was given has turned out to be dead: nothing was read yet. */
import { SilentConnection } from './silent-connection';
import { sqlStateOf } from './sql-state';

const ATTEMPTS = 3;

export async function onLivingConnection<T>(read: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await read();
    } catch (error) {
      if (attempt >= ATTEMPTS || !wasDead(error)) throw error;
    }
  }
}

/** The connection was; the server may well be there. One that cannot be reached would only be waited for again. */
function wasDead(error: unknown): boolean {
  const cause: unknown = (error as { driverError?: unknown } | null)?.driverError ?? error;
  if (cause instanceof SilentConnection) return !cause.isServerAway;
  // Ended by an operator, or by a crash of another session.
  if (/^57P0[12]$/.test(sqlStateOf(cause) ?? '')) return true;
  const { code } = (cause ?? {}) as { code?: unknown };
  if (code === 'ECONNRESET' || code === 'EPIPE') return true;
  return cause instanceof Error && /^Connection terminated unexpectedly|not queryable/.test(cause.message);
}
