/** A hash of what each table of a database holds, but of what no answer reads; and where its log ends. */
import type { DataSource } from 'typeorm';

/** Answers of mutations that are kept for their keys, and what migrations were run. Of the head of the log only its position counts. */
const EXEMPT = ['idempotency_key', 'migration', 'log_head'];

export interface Fingerprint {
  head: number;
  tables: Readonly<Record<string, string>>;
}

export async function fingerprintOf(dataSource: DataSource): Promise<Fingerprint> {
  const names = await dataSource.query<{ name: string }[]>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL ($1) ORDER BY 1`,
    [EXEMPT],
  );
  const tables: Record<string, string> = {};
  for (const { name } of names) {
    const [row] = await dataSource.query<{ hash: string }[]>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text)), '') AS hash FROM "${name}" AS t`,
    );
    tables[name] = row!.hash;
  }
  const [head] = await dataSource.query<{ position: number }[]>('SELECT position FROM log_head');
  return { head: head!.position, tables };
}

/** Names of the tables that are others. */
export function changedBetween(one: Fingerprint, other: Fingerprint): string[] {
  return Object.keys({ ...one.tables, ...other.tables }).filter((name) => one.tables[name] !== other.tables[name]);
}
