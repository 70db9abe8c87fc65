/** Lanes to the connections of a pool: writers and readers have their own, in each the askers go round, and some connections are left for what everybody waits for. */
import { availableParallelism } from 'node:os';
import type { DataSource } from 'typeorm';
import { Problem } from '../problem';
import { Gate } from '../process/gate';
import { say } from '../words/message';

interface Lanes {
  /** Transactions that change something: those who wait for a lock keep no reader from a connection. */
  writers: Gate;
  /** Snapshots that answers are read from. */
  readers: Gate;
}

/** For the tail, health, tokens and the rest that is short and that everybody waits for. */
const RESERVED = 4;
const LONGEST_LINE = 5_000;
/** A thousand reports that an office sends at once find room; who has more waiting is told so, because what waits is kept in memory. */
const LONGEST_LINE_OF_ONE = 2_000;
const PATIENCE_MILLISECONDS = 30_000;

const lanes = new WeakMap<DataSource, Lanes>();

export function writersLane(dataSource: DataSource): Gate {
  return lanesOf(dataSource).writers;
}

export function readersLane(dataSource: DataSource): Gate {
  return lanesOf(dataSource).readers;
}

/** More statements of one asker than there are processors only make everybody else's slower. */
function mostReads(): number {
  return Math.max(2, availableParallelism());
}

/** Of the usual twenty connections writers have six, readers ten, of which one asker has two to four. */
function lanesOf(dataSource: DataSource): Lanes {
  const known = lanes.get(dataSource);
  if (known !== undefined) return known;
  const { poolSize = 2 } = dataSource.options as { poolSize?: number };
  const shared = Math.max(2, poolSize - RESERVED);
  const writers = Math.max(1, Math.floor(shared * 0.4));
  const readers = Math.max(1, shared - writers);
  const line = {
    longest: LONGEST_LINE,
    longestOfOne: LONGEST_LINE_OF_ONE,
    patienceMilliseconds: PATIENCE_MILLISECONDS,
  };
  const opened = {
    writers: new Gate({ width: writers, each: Math.ceil(writers / 2), line: { ...line, refuse: refuseChange } }),
    readers: new Gate({
      width: readers,
      each: Math.min(mostReads(), Math.ceil(readers * 0.4)),
      line: { ...line, refuse: refuseRead },
    }),
  };
  lanes.set(dataSource, opened);
  return opened;
}

function refuseChange(): Problem {
  const message = say`Many changes are waiting for one that takes long, such as an import. Nothing was changed; try again.`;
  return new Problem('UNAVAILABLE', message, { retry: true });
}

function refuseRead(): Problem {
  const message = say`Many questions are waiting for the database at the moment. Try again in a few seconds, and ask for less at once.`;
  return new Problem('UNAVAILABLE', message, { retry: true });
}
