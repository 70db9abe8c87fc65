/** Brings the database to the version of this program, one process at a time. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import { MigrationExecutor, type DataSource } from 'typeorm';
import { Problem } from '../problem';
import { cancelAt } from './cancel-statements';
import { CONNECTION_LIMITS, endClient } from './single-connection';
import { LOCK_NUMBERS } from './advisory-locks';
import { SESSION_SETTINGS } from './settle-session';
import { SilenceWatch } from './silence-watch';
import { sqlStateOf } from './sql-state';
import { WatchedClient } from './pool-client';
import { plain } from '../words/message';

const OLDEST_POSTGRESQL = 150_000;
/** It waited too long for a table, or it and a writer had taken two of them in opposite orders. */
const PASSING: readonly (string | undefined)[] = ['55P03', '40P01'];
/** All readers of a table queue up behind a migration that waits for it: so it never waits long. */
const TABLE_SECONDS = 3;
const ATTEMPTS = 20;
const BETWEEN_ATTEMPTS_MILLISECONDS = 1_000;

/** Names of the migrations that were carried out. Refuses a database that is newer than this program. `breakOff` is that of the data source. */
export async function migrate(dataSource: DataSource, url: string, breakOff?: AbortSignal): Promise<string[]> {
  // The lock lives in a session of its own: it must outlast the transaction of each migration.
  const client = await connectForLock(url);
  if (breakOff !== undefined) cancelAt(breakOff, client);
  try {
    await refuseOldServer(client);
    await refuseServerWithoutIcu(client);
    await client.query('SELECT pg_advisory_lock($1)', [LOCK_NUMBERS.migration]);
    await refuseNewerDatabase(dataSource);
    return await migrateStepByStep(dataSource, breakOff);
  } finally {
    await endClient(client);
  }
}

/** Waits for the lock however long that takes; but not for a server that has vanished, and does not know of it any more. */
async function connectForLock(url: string): Promise<WatchedClient> {
  const client = new WatchedClient({
    ...CONNECTION_LIMITS,
    connectionString: url,
    application_name: 'giaoban migrate',
  });
  // Each migration is a transaction: two processes at once block each other, and do no harm.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await new SilenceWatch({ url, onLost: () => undefined }).admit(client);
    await client.query('SET statement_timeout = 0; SET lock_timeout = 0');
    return client;
  } catch (error) {
    await endClient(client);
    throw error;
  }
}

/** Each migration in a transaction of its own, in a session with limits of its own. */
async function migrateStepByStep(dataSource: DataSource, breakOff?: AbortSignal): Promise<string[]> {
  const runner = dataSource.createQueryRunner();
  try {
    // What takes long must not be cut off halfway: it would never be done.
    await runner.query(`SET lock_timeout = '${TABLE_SECONDS}s'; SET statement_timeout = 0`);
    const executor = new MigrationExecutor(dataSource, runner);
    executor.transaction = 'each';
    const pending = await executor.getPendingMigrations();
    for (let attempt = 1; !(await migratePending(executor)); attempt += 1) {
      if (attempt >= ATTEMPTS) throw locked();
      await pause(BETWEEN_ATTEMPTS_MILLISECONDS, undefined, breakOff && { signal: breakOff });
    }
    return pending.map(({ name }) => name);
  } finally {
    await runner.query(SESSION_SETTINGS).catch(() => undefined);
    await runner.release();
  }
}

/** Whether all are done now; false when another session holds what one of them changes. */
async function migratePending(executor: MigrationExecutor): Promise<boolean> {
  try {
    await executor.executePendingMigrations();
    return true;
  } catch (error) {
    if (PASSING.includes(sqlStateOf(error))) return false;
    throw error;
  }
}

function locked(): Problem {
  const message = plain`A migration cannot lock the table that it changes, because a long transaction holds it. That migration has changed nothing; end the transaction (pg_stat_activity shows it), and run \`giaoban migrate\` again.`;
  return new Problem('UNAVAILABLE', message);
}

async function refuseOldServer(client: Client): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string }>('SHOW server_version_num');
  const version = Number(rows[0]?.server_version_num);
  if (version >= OLDEST_POSTGRESQL) return;
  throw new Problem(
    'UNAVAILABLE',
    plain`The database server is PostgreSQL ${Math.floor(version / 10_000)}; Giao Ban needs 15 or newer.`,
  );
}

/** Names would be sorted by their bytes, Đ after Z, and nobody would be told. */
async function refuseServerWithoutIcu(client: Client): Promise<void> {
  const { rowCount } = await client.query("SELECT 1 FROM pg_collation WHERE collname = 'vi-x-icu'");
  if (rowCount !== 0) return;
  const message = plain`The database server lacks the collation vi-x-icu, by which names are sorted as Vietnamese does. Where it was built with ICU, this brings it back, as a superuser: SELECT pg_import_system_collations('pg_catalog'). Otherwise use a PostgreSQL that was built with ICU, as packages and managed servers are. Nothing was changed.`;
  throw new Problem('UNAVAILABLE', message);
}

async function refuseNewerDatabase(dataSource: DataSource): Promise<void> {
  const [table] = await dataSource.query<{ name: string | null }[]>("SELECT to_regclass('migration') AS name");
  if (!table?.name) return;
  const known = new Set(dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name));
  const applied = await dataSource.query<{ name: string }[]>('SELECT name FROM migration ORDER BY id');
  const newer = applied.filter((row) => !known.has(row.name));
  if (newer.length > 0) throw newerDatabase(newer.map((row) => row.name));
}

export function newerDatabase(migrations: readonly string[]): Problem {
  const message = plain`The database was migrated by a newer Giao Ban (${migrations.join(', ')}). Start that version, or restore a backup from before the upgrade.`;
  return new Problem('UNAVAILABLE', message);
}
