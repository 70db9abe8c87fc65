/** The log: takes positions, appends, reads on after a position. */
import { channel } from 'node:diagnostics_channel';
import type { EntityManager } from 'typeorm';
import { isLogOf } from './bind-epoch';
import type { Place } from './cursor';
import { LogEntry } from './log-entry';
import { WAKE_UP_CHANNEL } from './wake-up';

/** What is published when entries were written; their transaction is still open. */
export interface AppendedEntries {
  first: number;
  count: number;
}

const appended = channel('giaoban.feed.appended');

/** What `append` is given: all of an entry but the place and time that the log gives it. */
export type NewEntry = Omit<LogEntry, 'position' | 'recordedAt'>;

export interface Taken {
  epoch: string;
  /** The first of the positions that were taken. */
  first: number;
  recordedAt: Date;
}

/**
 * Takes the next positions by updating the one row of the head, and holds its lock to the commit (P3): whoever takes
 * the positions after these commits after us. Take them as late as you can.
 */
export async function takePositions(manager: EntityManager, count: number): Promise<Taken> {
  const [row] = await manager.query<{ epoch: string; position: number; recordedAt: Date }[]>(
    `WITH head AS (
       UPDATE log_head
          SET position = position + $1, recorded_at = greatest(recorded_at, clock_timestamp())
        RETURNING epoch, position, recorded_at
     )
     SELECT epoch, position, recorded_at AS "recordedAt" FROM head`,
    [count],
  );
  if (row === undefined) throw new Error('The log has no head: the database was not migrated.');
  return { epoch: row.epoch, first: row.position - count + 1, recordedAt: row.recordedAt };
}

/** Writes the entries at the positions taken, and wakes the readers at the commit. */
export async function append(manager: EntityManager, taken: Taken, entries: readonly NewEntry[]): Promise<LogEntry[]> {
  const placed = entries.map((entry, index) =>
    Object.assign(new LogEntry(), entry, { position: taken.first + index, recordedAt: taken.recordedAt }),
  );
  await manager.query(
    `WITH entry AS (
       INSERT INTO log_entry (position, recorded_at, day, kind, actor, reason, subject, path, labels, body, totals)
       SELECT position, recorded_at, day, kind, actor, reason, subject, path, labels, body, totals
         FROM jsonb_populate_recordset(NULL::log_entry, $1)
     )
     SELECT pg_notify($2, '')`,
    [JSON.stringify(placed.map(toRow)), WAKE_UP_CHANNEL],
  );
  appended.publish({ first: taken.first, count: placed.length } satisfies AppendedEntries);
  return placed;
}

function toRow(entry: LogEntry): Record<string, unknown> {
  const { recordedAt, ...rest } = entry;
  return { ...rest, recorded_at: recordedAt };
}

/** Where the log ends now. */
export async function readHead(manager: EntityManager): Promise<Place> {
  const [head] = await manager.query<Place[]>('SELECT epoch, position FROM log_head');
  if (head === undefined) throw new Error('The log has no head: the database was not migrated.');
  return head;
}

/** The entries after the place, at most `limit`, in order; none when the log is another one by now. */
export async function readAfter(
  manager: EntityManager,
  { epoch, position }: Place,
  limit: number,
): Promise<LogEntry[]> {
  return manager
    .createQueryBuilder(LogEntry, 'entry')
    .where('entry.position > :position', { position })
    .andWhere(isLogOf(':epoch'), { epoch })
    .orderBy('entry.position')
    .limit(limit)
    .getMany();
}

export async function readEntries(manager: EntityManager, positions: readonly number[]): Promise<LogEntry[]> {
  const entries = await manager
    .createQueryBuilder(LogEntry, 'entry')
    .where('entry.position = ANY(:positions)', { positions })
    .getMany();
  const byPosition = new Map(entries.map((entry) => [entry.position, entry]));
  return positions.map((position) => {
    const entry = byPosition.get(position);
    if (entry === undefined) throw new Error(`The log has no entry ${position}.`);
    return entry;
  });
}
