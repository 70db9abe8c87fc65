/** Which congresses a list is of, as SQL: in the cells of status, level and pilot flag that the indexes begin with, or in the organizations of their place. */
import { addDays, type Day } from '../day';
import type { CampaignFacts } from '../organization/campaign-facts';
import { LEVELS, type Level } from '../organization/level';
import type { Organization } from '../organization/organization';
import { bindNamed, type Search } from '../organization/search-organizations';
import { Problem } from '../problem';
import { say } from '../words/message';
import { CongressStatus } from './congress-event-kind';

export interface CongressFilter {
  within: Organization;
  /** Only right below it. */
  parent?: Organization | null;
  /** Its business day, for what is overdue. */
  campaign: Pick<CampaignFacts, 'today'>;
  level?: Level | null | undefined;
  pilot?: boolean | null | undefined;
  status?: CongressStatus | null | undefined;
  overdue?: boolean | null | undefined;
  /** Late by so many days at least. */
  daysLateFrom?: number | null | undefined;
  /** First and last day on which it was held. */
  heldFrom?: Day | null | undefined;
  heldTo?: Day | null | undefined;
}

export interface CongressCell {
  status: CongressStatus;
  level: Level;
  pilot: boolean;
}

const { PLANNED, POSTPONED, COMPLETED } = CongressStatus;
/** Not held, and still to be. */
export const OPEN: readonly CongressStatus[] = [PLANNED, POSTPONED];

/** Of the statuses those that the filter leaves something of. */
export function cellsOf(filter: CongressFilter, statuses: readonly CongressStatus[]): CongressCell[] {
  const { status, level, pilot, overdue, daysLateFrom, heldFrom, heldTo } = filter;
  const possible = statuses.filter(
    (each) =>
      (status == null || each === status) &&
      ((heldFrom == null && heldTo == null) || each === COMPLETED) &&
      ((overdue !== true && daysLateFrom == null) || OPEN.includes(each)),
  );
  const levels = level == null ? LEVELS : [level];
  const pilots = pilot == null ? [false, true] : [pilot];
  return possible.flatMap((each) =>
    levels.flatMap((one) => pilots.map((flag) => ({ status: each, level: one, pilot: flag }))),
  );
}

export type Bind = (value: unknown) => string;

/** What the cells do not say, of `congress c`; `status` is where its status is known from. Ranges that an index can be entered at. */
function conditionsOf(filter: CongressFilter, bind: Bind, status = 'c.status'): string[] {
  const { overdue, daysLateFrom, heldFrom, heldTo, campaign } = filter;
  const today = campaign.today;
  const conditions: string[] = [];
  if (overdue === true) conditions.push(`c.sorted_due < ${bind(today)}`);
  if (overdue === false) {
    const from = `CASE WHEN ${status} IN ('PLANNED', 'POSTPONED') THEN ${bind(today)}::date ELSE '-infinity' END`;
    conditions.push(`c.sorted_due >= ${from}`);
  }
  if (daysLateFrom != null)
    conditions.push(`c.sorted_due < ${bind(addDays(today, 1 - requireDaysLate(daysLateFrom)))}`);
  if (heldFrom != null) conditions.push(`c.held_on >= ${bind(heldFrom)}`);
  if (heldTo != null) conditions.push(`c.held_on <= ${bind(heldTo)}`);
  return conditions;
}

/** Whether the filter asks for more than cells. */
export function asksForDays({ overdue, daysLateFrom, heldFrom, heldTo }: CongressFilter): boolean {
  return [overdue, daysLateFrom, heldFrom, heldTo].some((each) => each != null);
}

/** Whether it asks for a part of the country. */
export function asksForPlace({ within, parent }: CongressFilter, search: Search | undefined): boolean {
  return within.parentId !== null || parent != null || search !== undefined;
}

/** Where they lie, of `organization o`; everything lies below the root. */
function placeOf({ within, parent }: CongressFilter, search: Search | undefined, bind: Bind): string[] {
  const conditions: string[] = [];
  if (within.parentId !== null) {
    conditions.push(`o.path @> ARRAY[${bind(within.id)}::integer]`, `o.path[2] = ${bind(within.path[1])}`);
  }
  if (parent != null) conditions.push(`o.parent_id = ${bind(parent.id)}`);
  if (search !== undefined) conditions.push(bindNamed(search.condition, search, bind));
  return conditions;
}

/** Of a congress what lists are sorted by. */
const COLUMNS = 'c.id, c.organization_id, c.status, c.sorted_code, c.sorted_due, c.held_on';

/** Each is looked up by an index, whatever the planner thinks of how many there are. */
const FENCE = 'OFFSET 0';

/** `c` with `o`, filtered, in no order. A place that is a part of the country is gone through; otherwise the cells are. */
export function writeSource(
  filter: CongressFilter,
  search: Search | undefined,
  cells: readonly CongressCell[],
  bind: Bind,
): string {
  return asksForPlace(filter, search) ? fromPlace(filter, search, cells, bind) : fromCells(filter, search, cells, bind);
}

/** The organizations of the place, each with its congress. */
export function fromPlace(
  filter: CongressFilter,
  search: Search | undefined,
  cells: readonly CongressCell[],
  bind: Bind,
  bounds: readonly string[] = [],
): string {
  const congress = [
    'c.organization_id = o.id',
    `c.status = ANY(${bind(distinct(cells, 'status'))}::congress_status[])`,
    `c.level = ANY(${bind(distinct(cells, 'level'))}::level[])`,
    `c.pilot = ANY(${bind(distinct(cells, 'pilot'))}::boolean[])`,
    ...conditionsOf(filter, bind),
  ];
  const place = [...placeOf(filter, search, bind), ...bounds];
  return `organization o
    CROSS JOIN LATERAL (SELECT ${COLUMNS} FROM congress c WHERE ${all(congress)} ${FENCE}) AS c
    WHERE ${all(place)}`;
}

/** The congresses of the cells, each cell by itself; `rest` is what is asked of each, its order and its limit. */
export function fromCells(
  filter: CongressFilter,
  search: Search | undefined,
  cells: readonly CongressCell[],
  bind: Bind,
  { bounds = [], rest = FENCE }: { bounds?: readonly string[]; rest?: string } = {},
): string {
  const column = (name: keyof CongressCell): string => bind(cells.map((cell) => cell[name]));
  const place = placeOf(filter, search, bind);
  const congress = [
    'c.status = cell.status AND c.level = cell.level AND c.pilot = cell.pilot',
    // So that the index of what was held is known to have them all.
    ...(cells.every(({ status }) => status === CongressStatus.COMPLETED) ? [`c.status = 'COMPLETED'`] : []),
    ...conditionsOf(filter, bind, 'cell.status'),
    ...bounds,
    ...(place.length === 0
      ? []
      : [`EXISTS (SELECT FROM organization o WHERE o.id = c.organization_id AND ${all(place)} ${FENCE})`]),
  ];
  return `unnest(${column('status')}::congress_status[], ${column('level')}::level[], ${column('pilot')}::boolean[])
      AS cell (status, level, pilot)
    CROSS JOIN LATERAL (SELECT ${COLUMNS} FROM congress c WHERE ${all(congress)} ${rest}) AS c`;
}

function distinct<Name extends keyof CongressCell>(cells: readonly CongressCell[], name: Name): CongressCell[Name][] {
  return [...new Set(cells.map((cell) => cell[name]))];
}

function all(conditions: readonly string[]): string {
  return ['TRUE', ...conditions].join(' AND ');
}

/** More than a campaign has. */
const MOST_DAYS = 10_000;

function requireDaysLate(days: number): number {
  if (days >= 1 && days <= MOST_DAYS) return days;
  const message = say`daysLateFrom is ${days}; ask for 1 to ${MOST_DAYS} days. 1 is every congress that is overdue.`;
  throw new Problem('BAD_USER_INPUT', message, { argument: 'daysLateFrom', limit: MOST_DAYS, actual: days });
}
