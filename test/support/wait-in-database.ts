/** Waits for a row that others bring about: asked by PostgreSQL of itself, because a test that asks over and over takes the processor from them. */
import type { Client } from 'pg';

/** Resolves when the query, which has no parameters, finds a row. */
export async function waitInDatabase(client: Client, query: string): Promise<void> {
  await client.query(`DO $wait$ BEGIN
    WHILE NOT EXISTS (${query}) LOOP PERFORM pg_sleep(0.02), pg_stat_clear_snapshot(); END LOOP;
  END $wait$`);
}
