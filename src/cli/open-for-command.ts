/** Opens the database of the configuration for one command, and closes it after. */
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { openClosers } from '../closers';
import { readConfig, type Config } from '../config';
import { toDatabaseProblem, UnknownFate } from '../database/fault-table';
import { sqlStateOf } from '../database/sql-state';
import { openDatabase, openToRead, type DatabaseOptions, type OpenDatabase } from '../open-database';
import { Problem } from '../problem';
import { openVoice, type Voice } from '../voice';

const DISK_IS_FULL = 'The disk of the database is full: free some space, and run this again.';
const CUT_OFF =
  'The connection to the database was lost while this was being committed: it may or may not have been recorded. Run it again: what is recorded already is not recorded twice.';

/** The database is brought to the version of this program first; a new embedded one gets the demo country if `seed`. */
export async function withDatabase(
  work: (database: OpenDatabase, config: Config, voice: Voice) => Promise<void>,
  { seed = true } = {},
): Promise<void> {
  await withOptions(async (options) => {
    await work(await openDatabase(options, { seed }), options.config, options.voice);
  });
}

/** A database of DATABASE_URL is left as it is. */
export async function withDatabaseToRead(
  work: (dataSource: DataSource, options: DatabaseOptions) => Promise<void>,
): Promise<void> {
  await withOptions(async (options) => {
    await work(await openToRead(options), options);
  });
}

/** Speaks on standard error: standard output is for what the command gives. */
async function withOptions(work: (options: DatabaseOptions) => Promise<void>): Promise<void> {
  // Read-only is what a server is: `giaoban migrate` is what it waits for.
  const config = { ...readConfig(), readOnly: false };
  // A command says itself what it does; the log is for what goes wrong beside it.
  const level = config.logLevel === 'info' ? 'warn' : config.logLevel;
  const log = pino({ level }, pino.destination(2));
  const voice = openVoice(process.stderr);
  const closers = openClosers((error) => {
    log.error({ err: error }, 'Something could not be closed.');
  });
  try {
    const onDatabaseLost = (reason: string): void => {
      log.fatal({ reason }, 'The embedded database is gone.');
    };
    await work({ config, log, voice, closers, onDatabaseLost });
  } catch (error) {
    throw explainInCommand(error);
  } finally {
    await closers.closeAll();
  }
}

/** As the table has it, but for what a command says in words of its own. */
function explainInCommand(error: unknown): unknown {
  if (error instanceof UnknownFate) return new Problem('UNAVAILABLE', CUT_OFF);
  if (error instanceof Problem) return error;
  return sqlStateOf(error) === '53100' ? new Problem('UNAVAILABLE', DISK_IS_FULL) : (toDatabaseProblem(error) ?? error);
}
