/** The log: takes positions, appends, reads on after a position. */
import { channel } from 'node:diagnostics_channel';
import type { EntityManager } from 'typeorm';
import { ADOPTED_LAYOUT } from './adopt-layout';
import type { LogPlace } from './cursor';
import { LogEntry, drawMarks } from './log-entry';

/** What is published when entries were written; their transaction is still open. */
export interface AppendedEntries {
  first: number;
  count: number;
}

/** The channel on which a commit wakes the readers of the log. A notification is a hint; the log is the truth. */
export const WAKE_UP_CHANNEL = 'giaoban_log';

const appended = channel('giaoban.feed.appended');

/** What `append` is given: all of an entry but the place, mark and time that the log gives it. */
export type NewEntry = Omit<LogEntry, 'position' | 'recordedAt' | 'mark'>;

export interface PositionRange {
  epoch: string;
  /** The first of the positions that were taken. */
  first: number;
  /** Of the entries to be, in their order. */
  marks: readonly string[];
  recordedAt: Date;
  /** The layout in which their totals are to be written. */
  totalsLayout: number;
}

/**
 * Takes the next positions by updating the one row of the head, and holds its lock until the commit (P3): the transaction
 * that takes the positions after these commits later. Take them as late as you can. Now and then somebody has to look
 * whether the newest layout of totals can be adopted.
 */
export async function takePositions(
  manager: EntityManager,
  count: number,
  { adoptsLayout = false } = {},
): Promise<PositionRange> {
  const marks = drawMarks(count);
  const [row] = await manager.query<{ epoch: string; position: number; recordedAt: Date; totalsLayout: number }[]>(
    `WITH head AS (
       UPDATE log_head
          SET position = position + $1, mark = $2, recorded_at = greatest(recorded_at, clock_timestamp()),
              totals_layout = ${adoptsLayout ? ADOPTED_LAYOUT : 'totals_layout'}
        RETURNING epoch, position, recorded_at, totals_layout
     )
     SELECT epoch, position, recorded_at AS "recordedAt", totals_layout AS "totalsLayout" FROM head`,
    [count, marks.at(-1)],
  );
  if (row === undefined) throw new Error('The log has no head: the database was not migrated.');
  const { epoch, recordedAt, totalsLayout } = row;
  return { epoch, first: row.position - count + 1, marks, recordedAt, totalsLayout };
}

/** Writes the entries at the positions taken, and wakes the readers at the commit. */
export async function append(
  manager: EntityManager,
  taken: PositionRange,
  entries: readonly NewEntry[],
): Promise<LogEntry[]> {
  const placed = entries.map((entry, index) => {
    const mark = taken.marks[index];
    if (mark === undefined) throw new Error('More entries are written than positions were taken.');
    return Object.assign(new LogEntry(), entry, { position: taken.first + index, mark, recordedAt: taken.recordedAt });
  });
  await manager.query(
    `WITH entry AS (
       INSERT INTO log_entry (position, recorded_at, day, kind, actor, reason, subject, path, labels, body, totals, mark)
       SELECT position, recorded_at, day, kind, actor, reason, subject, path, labels, body, totals, mark
         FROM jsonb_populate_recordset(NULL::log_entry, $1)
     )
     SELECT pg_notify($2, '')`,
    [JSON.stringify(placed.map(toRow)), WAKE_UP_CHANNEL],
  );
  appended.publish({ first: taken.first, count: placed.length } satisfies AppendedEntries);
  return placed;
}

function toRow(entry: LogEntry): Record<string, unknown> {
  const { recordedAt, recordId, ...rest } = entry;
  return { ...rest, recorded_at: recordedAt, subject: recordId };
}

/** A process of a version before marks moves the head and leaves its mark out. */
export const HEAD = `
  SELECT epoch, position,
         coalesce(mark, (SELECT newest.mark FROM log_entry newest WHERE newest.position = log_head.position)) AS mark
    FROM log_head`;

/** Where the log ends now. */
export async function readHead(manager: EntityManager): Promise<LogPlace> {
  const [head] = await manager.query<LogPlace[]>(HEAD);
  if (head === undefined) throw new Error('The log has no head: the database was not migrated.');
  return head;
}

/** How the log goes on after a place. */
export interface Continuation {
  epoch: string;
  entries: LogEntry[];
}

/**
 * The entries after the place, at most `limit`, in order. Reads the place, too, in the same statement: undefined when
 * the log is another one by now, because the entry there is another or gone.
 */
export async function readAfter(
  manager: EntityManager,
  place: LogPlace,
  limit: number,
): Promise<Continuation | undefined> {
  const { position, mark, epoch: seenIn } = place;
  const { entities, raw } = await manager
    .createQueryBuilder(LogEntry, 'entry')
    .addSelect('(SELECT epoch FROM log_head)', 'epoch')
    .where('entry.position >= :position', { position })
    .orderBy('entry.position')
    .limit(limit + 1)
    .getRawAndEntities<{ epoch: string | null }>();
  const epoch = raw[0]?.epoch ?? seenIn;
  const entries = position === 0 ? entities.slice(0, limit) : entities.slice(1);
  const isSame = position === 0 || (entities[0]?.position === position && entities[0].mark === mark);
  return isSame && (mark !== null || epoch === seenIn) ? { epoch, entries } : undefined;
}

/** Null when the log does not reach that far. */
export function findEntry(manager: EntityManager, position: number): Promise<LogEntry | null> {
  return manager.findOneBy(LogEntry, { position });
}

/** One value that has all of them: it is read several times faster than rows whose columns are lists. */
const ENTRIES = `
  SELECT json_agg(entry) AS entries
    FROM (SELECT position, recorded_at AS "recordedAt", day, kind, actor, reason, subject AS "recordId", path, labels, body, totals, mark
            FROM log_entry WHERE position = ANY($1)) AS entry`;

type EntryRead = Omit<LogEntry, 'recordedAt'> & { recordedAt: string };

export async function readEntries(manager: EntityManager, positions: readonly number[]): Promise<LogEntry[]> {
  if (positions.length === 0) return [];
  const [all] = await manager.query<{ entries: EntryRead[] | null }[]>(ENTRIES, [positions]);
  const byPosition = new Map(all?.entries?.map((entry) => [entry.position, entry]));
  return positions.map((position) => {
    const entry = byPosition.get(position);
    if (entry === undefined) throw new Error(`The log has no entry ${position}.`);
    return Object.assign(new LogEntry(), entry, { recordedAt: new Date(entry.recordedAt) });
  });
}
