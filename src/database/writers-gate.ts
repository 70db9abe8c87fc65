/** Lets writers have half of the pool at most: whoever waits for a lock keeps no reader from a connection. */
import type { DataSource } from 'typeorm';
import { openGate, type Gate } from '../process/gate';
import { Problem } from '../problem';

const LONGEST_LINE = 1_000;
const PATIENCE_MILLISECONDS = 30_000;

const gates = new WeakMap<DataSource, Gate>();

export function writersGate(dataSource: DataSource): Gate {
  const open = gates.get(dataSource);
  if (open !== undefined) return open;
  const { poolSize = 2 } = dataSource.options as { poolSize?: number };
  const line = { longest: LONGEST_LINE, patienceMilliseconds: PATIENCE_MILLISECONDS, refuse };
  const gate = openGate(Math.max(1, Math.floor(poolSize / 2)), line);
  gates.set(dataSource, gate);
  return gate;
}

function refuse(): Problem {
  const message = 'Many changes wait for one that takes long, as an import. Nothing was changed; try again.';
  return new Problem('UNAVAILABLE', message, { retry: true });
}
