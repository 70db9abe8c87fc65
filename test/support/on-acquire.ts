/** Does something on each connection that a server takes from its pool, before whoever took it. */
import type { Client, Pool } from 'pg';
import type { DataSource } from 'typeorm';

/** Until the function it returns is called. What is asked here is answered before anything else on the connection. */
export function onAcquire(dataSource: DataSource, act: (client: Client) => void): () => void {
  const { master: pool } = dataSource.driver as unknown as { master: Pool };
  const listener = (client: unknown): void => {
    act(client as Client);
  };
  pool.on('acquire', listener);
  return () => {
    pool.off('acquire', listener);
  };
}
