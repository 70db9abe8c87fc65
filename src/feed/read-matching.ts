/** Reads the entries of the log that match a filter, page by page. */
import type { EntityManager } from 'typeorm';
import { cursorOf, type LogPlace } from './cursor';
import { toAlternatives, type Filter } from './filter';
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

/** Greater than every position. */
const END_OF_LOG = 2_147_483_647;

/** The matching entries in the range, ascending. */
async function findMatching(manager: EntityManager, filter: Filter, range: LogRange): Promise<Found[]> {
  if (asksForNothing(filter)) return [];
  const fromEnd = range.fromEnd === true;
  const { sql, parameters } = writeMatching(filter, { after: '$1', before: '$2', limit: '$3', fromEnd, next: 4 });
  const found = await manager.query<Found[]>(sql, [
    range.after ?? 0,
    range.before ?? END_OF_LOG,
    range.limit,
    ...parameters,
  ]);
  return found.sort((a, b) => a.position - b.position);
}

/** A list of kinds that has none. */
function asksForNothing({ kinds, besides }: Filter): boolean {
  return kinds?.length === 0 && (besides?.kinds ?? []).length === 0;
}

const FEW_KINDS = 8;

/** Each way to match, and each of a few kinds, is read by itself, so that an index has its order; what matches twice is there once. */
function writeMatching(
  filter: Filter,
  {
    after,
    before,
    fromEnd,
    limit,
    next,
  }: { after: string; before: string; fromEnd: boolean; limit: string; next: number },
): { sql: string; parameters: unknown[] } {
  const direction = fromEnd ? 'DESC' : 'ASC';
  const page = `ORDER BY position ${direction} LIMIT ${limit}`;
  const range = `position > ${after} AND position < ${before}`;
  const parameters: unknown[] = [];
  const bind = (value: unknown): string => `$${next - 1 + parameters.push(value)}`;
  const each = toAlternatives(filter, bind).flatMap(({ kinds, sql }) => {
    const select = (kind: string): string =>
      `(SELECT position, mark FROM log_entry WHERE ${kind} AND ${range} AND ${sql} ${page})`;
    if (kinds === undefined) return [select('TRUE')];
    return kinds.length > FEW_KINDS
      ? [select(`kind = ANY(${bind(kinds)}::text[])`)]
      : kinds.map((kind) => select(`kind = ${bind(kind)}`));
  });
  return { sql: `SELECT position, mark FROM (${each.join(' UNION ')}) AS found ${page}`, parameters };
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
  if (asksForNothing(filter)) return 0;
  const range = { after: '0', before: String(END_OF_LOG), limit: '$1', fromEnd: false, next: 2 };
  const { sql, parameters } = writeMatching(filter, range);
  const [row] = await manager.query<{ count: number }[]>(`SELECT count(*)::integer AS count FROM (${sql}) AS counted`, [
    limit,
    ...parameters,
  ]);
  return row?.count ?? 0;
}
