/** Reads the entries of the log that match a filter, page by page. */
import type { EntityManager } from 'typeorm';
import { isLogOf } from './bind-epoch';
import { toCondition, type Filter } from './filter';
import type { LogEntry } from './log-entry';
import { readEntries } from './log';

export interface Range {
  /** Entries after this position. */
  after?: number | undefined;
  /** Entries before this position. */
  before?: number | undefined;
  /** Nothing when the log is not, or no longer, of this epoch. */
  epoch?: string | undefined;
  limit: number;
  /** The last ones of the range instead of the first; in order all the same. */
  fromEnd?: boolean;
}

export async function readMatching(manager: EntityManager, filter: Filter, range: Range): Promise<LogEntry[]> {
  const positions = await findMatching(manager, filter, range);
  return readEntries(manager, positions);
}

/** Positions of the matching entries in the range, ascending. */
async function findMatching(manager: EntityManager, filter: Filter, range: Range): Promise<number[]> {
  const condition = toCondition(filter, 5);
  const direction = range.fromEnd === true ? 'DESC' : 'ASC';
  const rows = await manager.query<{ position: number }[]>(
    `SELECT position FROM log_entry
      WHERE position > $1 AND position < $2 AND ($4::text IS NULL OR ${isLogOf('$4')}) AND ${condition.sql}
      ORDER BY position ${direction} LIMIT $3`,
    [range.after ?? 0, range.before ?? 2_147_483_647, range.limit, range.epoch ?? null, ...condition.parameters],
  );
  return rows.map((row) => row.position).sort((a, b) => a - b);
}

/** Position of the newest matching entry at or before the position; undefined when there is none. */
export async function findLastMatching(
  manager: EntityManager,
  filter: Filter,
  upTo: number,
): Promise<number | undefined> {
  const [position] = await findMatching(manager, filter, { before: upTo + 1, limit: 1, fromEnd: true });
  return position;
}

export async function countMatching(manager: EntityManager, filter: Filter): Promise<number> {
  const condition = toCondition(filter, 1);
  const [row] = await manager.query<{ count: number }[]>(
    `SELECT count(*)::integer AS count FROM log_entry WHERE ${condition.sql}`,
    condition.parameters,
  );
  return row?.count ?? 0;
}
