/** Brings the database to the version of this program, one process at a time. */
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { Problem } from '../problem';

const MIGRATION_LOCK = 7_202_002;
const OLDEST_POSTGRESQL = 150_000;

/** Names of the migrations that were carried out. Refuses a database that is newer than this program. */
export async function migrate(dataSource: DataSource, url: string): Promise<string[]> {
  // The lock lives in a session of its own: it must outlast the transaction of each migration.
  const client = new Client({ connectionString: url, application_name: 'giaoban migrate' });
  await client.connect();
  try {
    await refuseOldServer(client);
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await refuseNewerDatabase(dataSource);
    const done = await dataSource.runMigrations({ transaction: 'each' });
    return done.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

async function refuseOldServer(client: Client): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string }>('SHOW server_version_num');
  const version = Number(rows[0]?.server_version_num);
  if (version >= OLDEST_POSTGRESQL) return;
  throw new Problem(
    'UNAVAILABLE',
    `The database server is PostgreSQL ${Math.floor(version / 10_000)}; Giao Ban needs 15 or newer.`,
  );
}

async function refuseNewerDatabase(dataSource: DataSource): Promise<void> {
  const [table] = await dataSource.query<{ name: string | null }[]>("SELECT to_regclass('migration') AS name");
  if (!table?.name) return;
  const known = new Set(dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name));
  const applied = await dataSource.query<{ name: string }[]>('SELECT name FROM migration ORDER BY id');
  const newer = applied.filter((row) => !known.has(row.name));
  if (newer.length === 0) return;
  throw new Problem(
    'UNAVAILABLE',
    `The database was migrated by a newer Giao Ban (${newer.map((row) => row.name).join(', ')}). Start that version, or restore a backup from before the upgrade.`,
  );
}
