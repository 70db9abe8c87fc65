/** Puts rows back in place under whoever is connected: a restore that PostgreSQL knows nothing of. */
import type { Client } from 'pg';
import { onDatabase, readLogWith, type OracleLog } from './oracle-log';

/** In the database itself: so it needs no program, and follows into a standby. */
const KEPT_IN = 'remembered';
/** Somebody holds a table for longer, perhaps on a line that is stalled. */
const PATIENCE = '3s';
const NOT_NOW = new Set(['40P01', '55P03']);

/** Keeps every row as it is now, in place of what was kept before. */
export function rememberRows(url: string): Promise<void> {
  return onDatabase(url, async (client) => {
    const tables = await tablesOf(client);
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await client.query(`DROP SCHEMA IF EXISTS ${KEPT_IN} CASCADE; CREATE SCHEMA ${KEPT_IN}`);
    for (const table of tables) await client.query(`CREATE TABLE ${KEPT_IN}.${table} AS TABLE public.${table}`);
    await client.query(
      `CREATE TABLE ${KEPT_IN}.numbers AS
         SELECT schemaname || '.' || sequencename AS name, coalesce(last_value, 1) AS value, last_value IS NOT NULL AS used
           FROM pg_sequences WHERE schemaname = 'public'`,
    );
    await client.query('COMMIT');
  });
}

/** Gives back the log that it takes away; undefined when somebody is in the way. */
export function restoreRows(url: string): Promise<OracleLog | undefined> {
  return onDatabase(url, async (client) => {
    const tables = await tablesOf(client);
    try {
      // Nobody's foreign key is asked: all rows come at once.
      await client.query(`BEGIN; SET LOCAL session_replication_role = replica; SET LOCAL lock_timeout = '${PATIENCE}'`);
      await client.query(`LOCK TABLE ${tables.map((table) => `public.${table}`).join()} IN ACCESS EXCLUSIVE MODE`);
      const before = await readLogWith(client);
      // A table that is truncated is empty for snapshots of before, too: who looks just then would find nothing.
      for (const table of tables) await client.query(`DELETE FROM public.${table}`);
      for (const table of tables) await client.query(`INSERT INTO public.${table} TABLE ${KEPT_IN}.${table}`);
      await client.query(`SELECT setval(name::regclass, value, used) FROM ${KEPT_IN}.numbers`);
      await client.query('COMMIT');
      return before;
    } catch (error) {
      if (NOT_NOW.has((error as { code?: string }).code ?? '')) return undefined;
      throw error;
    }
  });
}

async function tablesOf(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename",
  );
  return rows.map(({ name }) => name);
}
