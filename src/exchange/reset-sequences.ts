/** Lets the ids of new organizations and congresses follow on those that were loaded with theirs. */
import type { PoolClient } from 'pg';

export async function resetSequences(client: PoolClient): Promise<void> {
  for (const table of ['organization', 'congress']) {
    await client.query(
      `SELECT setval(pg_get_serial_sequence('${table}', 'id'), coalesce(max(id), 0) + 1, false) FROM ${table}`,
    );
  }
}
