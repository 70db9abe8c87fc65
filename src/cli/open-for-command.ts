/** Opens the database of the configuration for one command, and closes it after. */
import { pino } from 'pino';
import { openClosers } from '../closers';
import { readConfig, type Config } from '../config';
import { openDatabase, type OpenDatabase } from '../open-database';
import { openVoice, type Voice } from '../voice';

/** Speaks on standard error: standard output is for what the command gives. */
export async function withDatabase(
  work: (database: OpenDatabase, config: Config, voice: Voice) => Promise<void>,
): Promise<void> {
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
    await work(await openDatabase({ config, log, voice, closers, onDatabaseLost }), config, voice);
  } finally {
    await closers.closeAll();
  }
}
