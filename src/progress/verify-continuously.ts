/** Recounts slice after slice, round after round, and tells of every difference (`giaoban verify --continuous`, P4). */
import { channel } from 'node:diagnostics_channel';
import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { describeDifference, type Check, type Difference } from './verify-difference';
import {
  LogReplaced,
  startRound,
  startRunning,
  verifyBody,
  verifyTop,
  verifyWindow,
  type RoundStart,
  type SliceResult,
} from './verify-slice';
import type { Change } from './verify-totals';

export interface ContinuousOptions {
  dataSource: DataSource;
  /** Between two slices. */
  pauseMilliseconds: number;
  signal: AbortSignal;
  /** Checks of what is stored beside the congresses. */
  more?: readonly Check[];
  log: {
    info: (details: object, message: string) => void;
    warn: (details: object, message: string) => void;
    error: (details: object, message: string) => void;
  };
}

/** What is published of a slice that was checked. */
export interface CheckedSlice {
  /** How many differ, also those that are not named. */
  differences: number;
  counters: number;
  entries: number;
  seconds: number;
}

/** What is published when every slice has had its turn. */
export interface CheckedRound {
  differences: number;
  seconds: number;
  /** Whether no slice failed to be checked. */
  isWhole: boolean;
}

const sliceChecked = channel('giaoban.verify.slice');
const roundChecked = channel('giaoban.verify.round');
const sliceFailed = channel('giaoban.verify.failure');

/** Resolves when the signal says so, after the slice that is under way. */
export async function verifyContinuously(options: ContinuousOptions): Promise<void> {
  while (!options.signal.aborted) {
    try {
      await verifyRound(options);
    } catch (error) {
      tellFailure(options, error, 'the start of a round');
    }
    await rest(options);
  }
}

interface Round {
  differences: number;
  isWhole: boolean;
}

async function verifyRound(options: ContinuousOptions): Promise<void> {
  const { dataSource, signal, log } = options;
  const started = Date.now();
  const start = await startRound(dataSource);
  const round: Round = { differences: 0, isWhole: true };
  const changes: Change[] = [];
  try {
    for (const body of start.bodies) {
      await checkSlice(options, round, body.code, () => verifyBody(dataSource, start, body, changes));
    }
    await checkSlice(options, round, 'the top', () => verifyTop(dataSource, start, changes, options.more ?? []));
    await verifyLog(options, start, round, changes);
  } catch (error) {
    if (!(error instanceof LogReplaced)) throw error;
    log.warn({}, 'The database was restored or replaced. The recount begins anew.');
    return;
  }
  if (signal.aborted) return;
  const seconds = (Date.now() - started) / 1_000;
  roundChecked.publish({ ...round, seconds } satisfies CheckedRound);
  log.info({ ...round, seconds }, 'Everything was recounted.');
}

/** The first window begins below whatever position there may be. */
const BEFORE_ALL = -2_147_483_648;

async function verifyLog(
  options: ContinuousOptions,
  start: RoundStart,
  round: Round,
  changes: Change[],
): Promise<void> {
  // Without the changes of every body the totals of the top cannot be told.
  const running = round.isWhole ? startRunning(changes) : undefined;
  let from: number | undefined = BEFORE_ALL;
  while (from !== undefined && !options.signal.aborted) {
    const after: number = from;
    const name = `the log after ${Math.max(0, after)}`;
    const checked = await checkSlice(options, round, name, () =>
      verifyWindow(options.dataSource, start, after, running),
    );
    from = checked?.upTo;
  }
}

async function checkSlice<Result extends SliceResult>(
  options: ContinuousOptions,
  round: Round,
  slice: string,
  check: () => Promise<Result | undefined>,
): Promise<Result | undefined> {
  if (options.signal.aborted) return undefined;
  const started = performance.now();
  try {
    const result = await check();
    if (result === undefined) return undefined;
    const { counters, entries } = result;
    const differences = countAll(result.differences);
    round.differences += differences;
    sliceChecked.publish({
      differences,
      counters,
      entries,
      seconds: (performance.now() - started) / 1_000,
    } satisfies CheckedSlice);
    for (const difference of result.differences) {
      options.log.error({ slice, difference }, `The recount differs: ${describeDifference(difference)}.`);
    }
    await rest(options);
    return result;
  } catch (error) {
    if (error instanceof LogReplaced) throw error;
    round.isWhole = false;
    tellFailure(options, error, slice);
    await rest(options);
    return undefined;
  }
}

/** Each check lists some, and says how many there are. */
function countAll(differences: readonly Difference[]): number {
  const totals = new Map(differences.map(({ what, total }) => [what, total]));
  return [...totals.values()].reduce((sum, total) => sum + total, 0);
}

function tellFailure({ log, signal }: ContinuousOptions, error: unknown, slice: string): void {
  if (signal.aborted) return;
  sliceFailed.publish({});
  log.warn({ err: error, slice }, 'A slice could not be recounted. It has its turn again in the next round.');
}

function rest({ pauseMilliseconds, signal }: ContinuousOptions): Promise<void> {
  return pause(pauseMilliseconds, undefined, { signal }).catch(() => undefined);
}
