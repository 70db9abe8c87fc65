/** Where the congresses of a list are found, as SQL: in the organizations of their place, or in the cells that indexes begin with. */
import type { Search } from '../organization/search-organizations';
import { CongressStatus } from './congress-event-kind';
import { asksForPlace, conditionsOf, placeOf, type Bind, type Cell, type CongressFilter } from './congress-filter';

/** Of a congress what lists are sorted by. */
const COLUMNS = 'c.id, c.organization_id, c.status, c.sorted_code, c.sorted_due, c.held_on';

/** Each is looked up by an index, whatever the planner thinks of how many there are. */
const FENCE = 'OFFSET 0';

/** `c` with `o`, filtered, in no order. A place that is a part of the country is gone through; otherwise the cells are. */
export function writeSource(
  filter: CongressFilter,
  search: Search | undefined,
  cells: readonly Cell[],
  bind: Bind,
): string {
  return asksForPlace(filter, search) ? fromPlace(filter, search, cells, bind) : fromCells(filter, search, cells, bind);
}

/** The organizations of the place, each with its congress. */
export function fromPlace(
  filter: CongressFilter,
  search: Search | undefined,
  cells: readonly Cell[],
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
  cells: readonly Cell[],
  bind: Bind,
  { bounds = [], rest = FENCE }: { bounds?: readonly string[]; rest?: string } = {},
): string {
  const column = (name: keyof Cell): string => bind(cells.map((cell) => cell[name]));
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

function distinct<Name extends keyof Cell>(cells: readonly Cell[], name: Name): Cell[Name][] {
  return [...new Set(cells.map((cell) => cell[name]))];
}

function all(conditions: readonly string[]): string {
  return ['TRUE', ...conditions].join(' AND ');
}
