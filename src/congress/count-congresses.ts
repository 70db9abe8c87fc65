/** How many congresses a list has: from the counters where they say it (P12), otherwise counted, though not to the end. */
import type { Count } from '../api/connection';
import { MOST_COUNTED, upToMost } from '../api/query-keyset';
import type { Snapshot } from '../database/snapshot';
import type { Level } from '../organization/level';
import type { Search } from '../organization/search-organizations';
import { CongressStatus } from './congress-event-kind';
import { cellsOf, writeSource, type CongressCell, type CongressFilter } from './congress-filter';

const { PLANNED, POSTPONED, COMPLETED, CANCELLED } = CongressStatus;

/** The counters of one organization up to the business day. */
interface Counted {
  organizationId: number;
  level: Level;
  pilot: boolean;
  planned: number;
  completed: number;
  overdue: number;
  postponed: number;
}

const COUNTED = `
  SELECT organization_id AS "organizationId", level, pilot, planned, completed, overdue, postponed
    FROM progress_current WHERE organization_id = ANY($1)`;

export interface Sizes {
  /** Of the whole country, and within the organization. */
  country: readonly Counted[];
  within: readonly Counted[];
}

export async function readSizes(snapshot: Snapshot, { within }: Pick<CongressFilter, 'within'>): Promise<Sizes> {
  const [root = within.id] = within.path;
  const rows = await snapshot.query<Counted>(COUNTED, [[root, within.id]]);
  const of = (id: number): Counted[] => rows.filter(({ organizationId }) => organizationId === id);
  return { country: of(root), within: of(within.id) };
}

/** Of all statuses but what was cancelled, which no counter has. */
export function sizeOf(counted: readonly Counted[], cells: readonly CongressCell[]): number {
  return cells.reduce((sum, { status, level, pilot }) => {
    const here = counted.find((each) => each.level === level && each.pilot === pilot);
    return here === undefined ? sum : sum + inStatus(here, status);
  }, 0);
}

function inStatus({ planned, completed, postponed }: Counted, status: CongressStatus): number {
  switch (status) {
    case PLANNED:
      return planned - completed - postponed;
    case POSTPONED:
      return postponed;
    case COMPLETED:
      return completed;
    case CANCELLED:
      return 0;
  }
}

export function overdueOf(counted: readonly Counted[], { level, pilot }: CongressFilter): number {
  return counted
    .filter((each) => (level == null || each.level === level) && (pilot == null || each.pilot === pilot))
    .reduce((sum, { overdue }) => sum + overdue, 0);
}

/** All that the filter leaves, whatever the page. */
export async function countCongresses(
  snapshot: Snapshot,
  filter: CongressFilter,
  search?: Search,
  readThem = (): Promise<Sizes> => readSizes(snapshot, filter),
): Promise<Count> {
  const { parent, daysLateFrom, status, overdue, heldFrom, heldTo } = filter;
  const statuses = Object.values(CongressStatus);
  const isCounted = [parent, search, daysLateFrom, heldFrom, heldTo].every((each) => each == null);
  if (!isCounted || (overdue != null && status != null)) return countOneByOne(snapshot, filter, search);
  const { within } = await readThem();
  const late = overdueOf(within, filter);
  if (overdue === true) return { count: late, isExact: true };
  const cells = cellsOf(filter, statuses);
  const cancelled = cells.some((cell) => cell.status === CANCELLED)
    ? await countOneByOne(snapshot, { ...filter, overdue: null, status: CANCELLED })
    : { count: 0, isExact: true };
  const count = sizeOf(within, cells) - (overdue === false ? late : 0) + cancelled.count;
  return { count, isExact: cancelled.isExact };
}

/**
 * Held in the days that are asked for, to the last one. The counters do not say it: where a plan holds only since a day after the
 * held one, the congress counts from that day.
 */
export function countHeld(snapshot: Snapshot, filter: CongressFilter): Promise<number> {
  return countRows(snapshot, filter, undefined, '');
}

async function countOneByOne(snapshot: Snapshot, filter: CongressFilter, search?: Search): Promise<Count> {
  return upToMost(await countRows(snapshot, filter, search, `LIMIT ${MOST_COUNTED + 1}`));
}

async function countRows(
  snapshot: Snapshot,
  filter: CongressFilter,
  search: Search | undefined,
  limit: string,
): Promise<number> {
  const parameters: unknown[] = [];
  const bind = (value: unknown): string => `$${parameters.push(value)}`;
  const source = writeSource(filter, search, cellsOf(filter, Object.values(CongressStatus)), bind);
  const sql = `SELECT count(*)::integer AS count FROM (SELECT FROM ${source} ${limit}) AS counted`;
  const [found] = await snapshot.query<{ count: number }>(sql, parameters);
  return found?.count ?? 0;
}
