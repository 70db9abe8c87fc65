/** An embedded database that a command is using: what it does there can be held up at a known point, and looked at. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from 'pg';
import { identifyProcess } from '../../src/embedded/identify-process';
import { startEmbeddedPostgres } from '../../src/embedded/start-embedded-postgres';
import { onDatabase } from './oracle-log';
import type { Running } from './run-giaoban';
import { waitInDatabase } from './wait-in-database';

/** Does something in the database while no command has it. */
export async function inEmbedded<T>(dataDirectory: string, work: (client: Client) => Promise<T>): Promise<T> {
  const server = await startEmbeddedPostgres({ dataDirectory, fsync: false });
  try {
    return await onDatabase(server.url, work);
  } finally {
    await server.stop();
  }
}

/** Whoever writes a plan sleeps, at once or at the commit, until a row comes into `release`. */
const HOLD_UP = `
  CREATE TABLE release (id integer);
  CREATE FUNCTION hold_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    WHILE NOT EXISTS (SELECT FROM release) LOOP PERFORM pg_sleep(0.05); END LOOP; RETURN NULL;
  END $$;`;
export const HOLD_WRITING = `${HOLD_UP}
  CREATE TRIGGER hold_up AFTER INSERT ON congress_plan FOR EACH STATEMENT EXECUTE FUNCTION hold_up();`;
export const HOLD_COMMIT = `${HOLD_UP}
  CREATE CONSTRAINT TRIGGER hold_up AFTER INSERT ON congress_plan DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION hold_up();`;
export const LET_GO = 'INSERT INTO release VALUES (1)';
export const UNDO_HOLD = 'DROP FUNCTION hold_up() CASCADE; DROP TABLE release';

export interface UnderWay {
  url: string;
  /** Number of the process of PostgreSQL. */
  pid: number;
}

/** Resolves when an import that was started sleeps in `hold_up`. */
export async function untilHeldUp(dataDirectory: string, importing: Running): Promise<UnderWay> {
  // Its database runs by then.
  await importing.until('Importing …');
  const [pid = '', , , port = ''] = (await readFile(join(dataDirectory, 'postgres', 'postmaster.pid'), 'utf8')).split(
    '\n',
  );
  const password = (await readFile(join(dataDirectory, 'postgres.password'), 'utf8')).trim();
  const url = `postgres://giaoban:${password}@127.0.0.1:${port.trim()}/giaoban?sslmode=disable`;
  const sleeping = `SELECT FROM pg_stat_activity
    WHERE application_name = 'giaoban' AND wait_event = 'PgSleep' AND datname = 'giaoban'`;
  await onDatabase(url, (client) => waitInDatabase(client, sleeping));
  return { url, pid: Number(pid) };
}

/** Resolves when that process has ended. */
export async function untilGone(pid: number): Promise<void> {
  while ((await identifyProcess(pid)) !== undefined);
}
