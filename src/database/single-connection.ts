/** A connection that is not of the pool: what it is opened with, and how it is ended. The pool keeps to the same limits. */
import type { Client } from 'pg';

/** None waits for ever, and the system asks a quiet one whether it is still there. */
export const CONNECTION_LIMITS = {
  /** From the look-up of the name until the server is ready. */
  connectionTimeoutMillis: 5_000,
  keepAlive: true,
  /** The system asks after so long, then every second; ten times without an answer, and the connection is broken. */
  keepAliveInitialDelayMillis: 10_000,
};

/** A server closes its side at once. One that has vanished never does, and would keep the process from ending. */
export const FAREWELL_MILLISECONDS = 1_000;

export async function endClient(client: Client): Promise<void> {
  const giveUp = setTimeout(() => client.connection.stream.destroy(), FAREWELL_MILLISECONDS);
  await client.end().catch(() => undefined);
  clearTimeout(giveUp);
}
