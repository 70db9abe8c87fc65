/** Ends a connection, whatever has become of its other end. */
import type { Client } from 'pg';

/** A server takes leave at once. One that has vanished never does, and the process would wait for it when it ends. */
export const FAREWELL_MILLISECONDS = 1_000;

export async function endClient(client: Client): Promise<void> {
  const giveUp = setTimeout(() => client.connection.stream.destroy(), FAREWELL_MILLISECONDS);
  await client.end().catch(() => undefined);
  clearTimeout(giveUp);
}
