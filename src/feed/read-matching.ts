/** Reads the entries of the log that match a filter, page by page. */
import type { EntityManager } from 'typeorm';
import { cursorOf, type LogPlace } from './cursor';
import { toCondition, type Filter } from './filter';
import type { LogEntry } from './log-entry';
import { readEntries } from './log';

export interface LogRange {
  /** Entries after this position. */
  after?: number | undefined;
  /** Entries before this position. */
  before?: number | undefined;
  limit: number;
  /** The last ones of the range instead of the first; in order all the same. */
  fromEnd?: boolean;
}

export async function readMatching(manager: EntityManager, filter: Filter, range: LogRange): Promise<LogEntry[]> {
  const found = await findMatching(manager, filter, range);
  return readEntries(
    manager,
    found.map(({ position }) => position),
  );
}

type Found = Pick<LogEntry, 'position' | 'mark'>;

/** The matching entries in the range, ascending. */
async function findMatching(manager: EntityManager, filter: Filter, range: LogRange): Promise<Found[]> {
  const condition = toCondition(filter, 4);
  const direction = range.fromEnd === true ? 'DESC' : 'ASC';
  const found = await manager.query<Found[]>(
    `SELECT position, mark FROM log_entry
      WHERE position > $1 AND position < $2 AND ${condition.sql}
      ORDER BY position ${direction} LIMIT $3`,
    [range.after ?? 0, range.before ?? 2_147_483_647, range.limit, ...condition.parameters],
  );
  return found.sort((a, b) => a.position - b.position);
}

/** The newest matching entry at or before the position; undefined when there is none. */
export async function findLastMatching(
  manager: EntityManager,
  filter: Filter,
  upTo: number,
): Promise<Found | undefined> {
  const [last] = await findMatching(manager, filter, { before: upTo + 1, limit: 1, fromEnd: true });
  return last;
}

/** The cursor of the newest matching entry, which the next one that matches names as the one before it. */
export async function findPreviousCursor(
  manager: EntityManager,
  filter: Filter,
  { epoch, position }: LogPlace,
): Promise<string | undefined> {
  const last = await findLastMatching(manager, filter, position);
  return last && cursorOf(last, epoch);
}

/** Counts no further than to the limit. */
export async function countMatching(manager: EntityManager, filter: Filter, limit: number): Promise<number> {
  const condition = toCondition(filter, 2);
  const [row] = await manager.query<{ count: number }[]>(
    `SELECT count(*)::integer AS count FROM (SELECT FROM log_entry WHERE ${condition.sql} LIMIT $1) AS counted`,
    [limit, ...condition.parameters],
  );
  return row?.count ?? 0;
}
