/** Opens the database of the configuration for one command, and closes it after. */
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { openClosers } from '../process/closers';
import { readConfig, type Config } from '../config/config';
import { toDatabaseProblem, UnknownFate } from '../database/fault-table';
import { sqlStateOf } from '../database/sql-state';
import { openDatabase, openToRead, type DatabaseOptions, type OpenDatabase } from '../open-database';
import { Problem } from '../problem';
import { Stopped, type Stopping } from '../process/stopping';
import { openVoice, type Voice } from '../process/voice';
import { openSpeech } from './open-speech';

const DISK_IS_FULL = 'The disk of the database is full: free some space, and run this again.';
const CUT_OFF =
  'The connection to the database was lost while this was being committed: it may or may not have been recorded. Run it again: what is recorded already is not recorded twice.';

/** What is not done by then, though it was told to stop, waits for something that does not come. */
const STOPS_WITHIN_MILLISECONDS = 10_000;

export interface CommandOptions {
  stopping: Stopping;
  /** What is true of a command that was stopped, unless it says so itself. */
  stopped: string;
  /** Whether it goes on until it is told to stop: a service may run it. */
  lasts?: boolean;
  /** Whether a new embedded database gets the demo country. */
  seed?: boolean;
}

/** The database is brought to the version of this program first. */
export async function withDatabase(
  command: CommandOptions,
  work: (database: OpenDatabase, config: Config, voice: Voice) => Promise<void>,
): Promise<void> {
  const { seed = true } = command;
  await withOptions(command, async (options) => {
    await work(await openDatabase(options, { seed }), options.config, options.voice);
  });
}

/** A database of DATABASE_URL is left as it is. */
export async function withDatabaseToRead(
  command: CommandOptions,
  work: (dataSource: DataSource, options: DatabaseOptions) => Promise<void>,
): Promise<void> {
  await withOptions(command, async (options) => {
    await work(await openToRead(options), options);
  });
}

async function withOptions(command: CommandOptions, work: (options: DatabaseOptions) => Promise<void>): Promise<void> {
  const { stopping, stopped } = command;
  const { signal } = stopping;
  let patience: NodeJS.Timeout | undefined;
  const overdue = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      patience = setTimeout(reject, STOPS_WITHIN_MILLISECONDS, signal.reason);
    });
  });
  try {
    await Promise.race([openAndClose(command, work), overdue]);
  } catch (error) {
    // A command that was stopped fails in many ways, and one that has more to say of it throws a Stopped of its own.
    const isSaid = error instanceof Stopped && error !== signal.reason;
    throw signal.aborted && !isSaid ? new Stopped(stopped) : error;
  } finally {
    clearTimeout(patience);
  }
}

async function openAndClose(
  { stopping: { signal }, lasts = false }: CommandOptions,
  work: (options: DatabaseOptions) => Promise<void>,
): Promise<void> {
  // Read-only is what a server is: `giaoban migrate` is what it waits for.
  const config = { ...readConfig(), readOnly: false };
  const speech = openSpeech(config);
  const { log, voice } = lasts && speech.isToMachines ? speech : speakBeside(config);
  const closers = openClosers((error) => {
    log.error({ err: error }, 'Something could not be closed.');
  });
  try {
    const onDatabaseLost = (reason: string): void => {
      log.fatal({ reason }, 'The embedded database is gone.');
    };
    await work({ config, log, voice, closers, onDatabaseLost, breakOff: signal });
  } catch (error) {
    throw explainInCommand(error, signal);
  } finally {
    await closers.closeAll();
  }
}

/** On standard error: standard output is for what the command gives. */
function speakBeside({ logLevel }: Config): Pick<DatabaseOptions, 'log' | 'voice'> {
  // A command says itself what it does; the log is for what goes wrong beside it.
  const level = logLevel === 'info' ? 'warn' : logLevel;
  return { log: pino({ level }, pino.destination(2)), voice: openVoice(process.stderr) };
}

/** As the table has it, but for what a command says in words of its own. */
function explainInCommand(error: unknown, { aborted }: AbortSignal): unknown {
  if (error instanceof UnknownFate) return aborted ? new Stopped(CUT_OFF) : new Problem('UNAVAILABLE', CUT_OFF);
  if (error instanceof Problem || error instanceof Stopped) return error;
  return sqlStateOf(error) === '53100' ? new Problem('UNAVAILABLE', DISK_IS_FULL) : (toDatabaseProblem(error) ?? error);
}
