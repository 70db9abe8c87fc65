/** Opens the database of the configuration for one command, and closes it after. */
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { openClosers } from '../closers';
import { readConfig, type Config } from '../config';
import { openDatabase, openToRead, type DatabaseOptions, type OpenDatabase } from '../open-database';
import { openVoice, type Voice } from '../voice';

/** The database is brought to the version of this program first. */
export async function withDatabase(
  work: (database: OpenDatabase, config: Config, voice: Voice) => Promise<void>,
): Promise<void> {
  await withOptions(async (options) => {
    await work(await openDatabase(options), options.config, options.voice);
  });
}

/** A database of DATABASE_URL is left as it is. */
export async function withDatabaseToRead(work: (dataSource: DataSource) => Promise<void>): Promise<void> {
  await withOptions(async (options) => {
    await work(await openToRead(options));
  });
}

/** Speaks on standard error: standard output is for what the command gives. */
async function withOptions(work: (options: DatabaseOptions) => Promise<void>): Promise<void> {
  const config = readConfig();
  const log = pino({ level: config.logLevel }, pino.destination(2));
  const voice = openVoice(process.stderr);
  const closers = openClosers((error) => {
    log.error({ err: error }, 'Something could not be closed.');
  });
  try {
    const onDatabaseLost = (reason: string): void => {
      log.fatal({ reason }, 'The embedded database is gone.');
    };
    await work({ config, log, voice, closers, onDatabaseLost });
  } finally {
    await closers.closeAll();
  }
}
