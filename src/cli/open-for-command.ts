/** Opens the database of the configuration for one command, and closes it after. */
import type { DataSource } from 'typeorm';
import { openClosers } from '../process/closers';
import { readConfig, type Config } from '../config/config';
import { toDatabaseProblem, UnknownFate } from '../database/fault-table';
import { sqlStateOf } from '../database/sql-state';
import { openDatabase, openToRead, type DatabaseOptions, type OpenDatabase } from '../open-database';
import { Problem } from '../problem';
import { Stopped, type Stopping } from '../process/stopping';
import { openSpeech, openSpeechBeside, type Voice } from '../process/voice';
import { say } from '../words/message';

const DISK_IS_FULL = say`The disk of the database is full: free some space, and run this again.`;
const CUT_OFF = say`The connection to the database was lost while this was being committed: it may or may not have been recorded. Run it again: nothing is recorded twice.`;

/** A command that is told to stop and takes longer waits for something that does not come. */
const STOPS_WITHIN_MILLISECONDS = 10_000;

export interface CommandOptions {
  stopping: Stopping;
  /** What is said when it was stopped, unless it says more itself. */
  stopped: string;
  /** Whether it goes on until it is told to stop: a service may run it. */
  lasts?: boolean;
  /** Whether an embedded database without a campaign gets the demo country. */
  seed?: boolean;
}

/** The database is brought to the version of this program first. */
export async function withDatabase(
  command: CommandOptions,
  work: (database: OpenDatabase, config: Config, voice: Voice) => Promise<void>,
): Promise<void> {
  const { seed = false } = command;
  await withOptions(command, async (options) => {
    await work(await openDatabase(options, { seed }), options.config, options.voice);
  });
}

/** The database of DATABASE_URL is left as it is. */
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
    // A command that was stopped fails in many ways; one that has more to say throws a Stopped of its own.
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
  // READ_ONLY is for servers: they wait for `giaoban migrate`.
  const config = { ...readConfig(), readOnly: false };
  const speech = openSpeech(config);
  // On standard error: standard output is for what the command prints.
  const { log, voice } = lasts && speech.isToMachines ? speech : openSpeechBeside(config);
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

/** By the table of faults, but for what a command says in words of its own. */
function explainInCommand(error: unknown, { aborted }: AbortSignal): unknown {
  if (error instanceof UnknownFate) return aborted ? new Stopped(String(CUT_OFF)) : new Problem('UNAVAILABLE', CUT_OFF);
  if (error instanceof Problem || error instanceof Stopped) return error;
  return sqlStateOf(error) === '53100' ? new Problem('UNAVAILABLE', DISK_IS_FULL) : (toDatabaseProblem(error) ?? error);
}
