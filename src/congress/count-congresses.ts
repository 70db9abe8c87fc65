/** How many congresses a list has: from the counters where they say it (P12), otherwise counted, though not to the end. */
import type { Count } from '../api/connection';
import { MOST_COUNTED, upToMost } from '../api/query-keyset';
import type { Snapshot } from '../database/snapshot';
import type { Level } from '../organization/level';
import type { Search } from '../organization/search-organizations';
import { CongressStatus } from './congress-event-kind';
import { cellsOf, writeSource, type Cell, type CongressFilter } from './congress-filter';

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
export function sizeOf(counted: readonly Counted[], cells: readonly Cell[]): number {
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
  const isHeld = heldFrom != null || heldTo != null;
  const isCounted = parent == null && search === undefined && daysLateFrom == null;
  if (!isCounted || (overdue != null && (status != null || isHeld))) return countOneByOne(snapshot, filter, search);
  if (isHeld) return { count: await countHeld(snapshot, filter), isExact: true };
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

/** Completed on a day: the steps of that day. */
const HELD = `
  SELECT coalesce(sum(completed), 0)::integer AS count FROM progress_day
   WHERE organization_id = $1 AND level = ANY($2) AND pilot = ANY($3)
     AND ($4::date IS NULL OR day >= $4) AND ($5::date IS NULL OR day <= $5)`;

async function countHeld(snapshot: Snapshot, filter: CongressFilter): Promise<number> {
  const cells = cellsOf(filter, [COMPLETED]);
  const [found] = await snapshot.query<{ count: number }>(HELD, [
    filter.within.id,
    [...new Set(cells.map(({ level }) => level))],
    [...new Set(cells.map(({ pilot }) => pilot))],
    filter.heldFrom ?? null,
    filter.heldTo ?? null,
  ]);
  return found?.count ?? 0;
}

async function countOneByOne(snapshot: Snapshot, filter: CongressFilter, search?: Search): Promise<Count> {
  const parameters: unknown[] = [];
  const bind = (value: unknown): string => `$${parameters.push(value)}`;
  const source = writeSource(filter, search, cellsOf(filter, Object.values(CongressStatus)), bind);
  const sql = `SELECT count(*)::integer AS count FROM (SELECT FROM ${source} LIMIT ${MOST_COUNTED + 1}) AS counted`;
  const [found] = await snapshot.query<{ count: number }>(sql, parameters);
  return upToMost(found?.count ?? 0);
}
