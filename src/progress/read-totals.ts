/** Reads the totals rows of organizations: of today, or as of any day (P12: counters only, never congresses). */
import type { Day } from '../day';
import { toIntegerArray } from '../database/integer-array';
import type { FixedStatement } from '../database/pool-client';
import { LEVELS, type Level } from '../organization/level';
import { FIGURES, offsetOf, type Figure } from './figure';
import { emptyTotals } from './step';

type Query = <Row>(statement: FixedStatement, parameters: unknown[]) => Promise<Row[]>;

/** The counters of one slice of an organization. */
export type CounterRow = { organizationId: number; level: Level; pilot: boolean } & Record<Figure, number>;

/** The columns of counters, added up. */
export const SUMS = `
         sum(planned)::integer AS planned, sum(completed)::integer AS completed, sum(on_time)::integer AS "onTime",
         sum(overdue)::integer AS overdue, sum(past_deadline)::integer AS "pastDeadline",
         sum(postponed)::integer AS postponed, sum(due_by_now)::integer AS "dueByNow"`;

const LEVEL_NUMBER = `CASE level ${LEVELS.map((level, number) => `WHEN '${level}' THEN ${number}`).join(' ')} END`;
/** In the order of `FIGURES`. None is ever null, which `concat_ws` would leave out. */
const FIGURE_COLUMNS = ['planned', 'completed', 'on_time', 'overdue', 'past_deadline', 'postponed', 'due_by_now'];
const NUMBERS = ['organization_id', `(${LEVEL_NUMBER}) * 2 + pilot::integer`, ...FIGURE_COLUMNS];

/** The slices of many organizations as one value, number after number: a row with a column for each costs the process several times as much. */
const packed = (slices: string): string =>
  `SELECT concat('[', string_agg(concat_ws(',', ${NUMBERS.join(', ')}), ','), ']') AS numbers FROM ${slices}`;

/** The totals of today of the organization that is given as a number. */
export const selectOwnTotals = packed('progress_current WHERE organization_id = $1');

const TODAY = { name: 'totals of today', text: packed('progress_current WHERE organization_id = ANY($1)') };

const AS_OF = {
  name: 'totals of a day',
  text: packed(`(
    SELECT organization_id, level, pilot, ${FIGURE_COLUMNS.map((column) => `sum(${column})::integer AS ${column}`).join(', ')}
      FROM progress_day
     WHERE organization_id = ANY($1) AND day <= $2
     GROUP BY organization_id, level, pilot) AS slice`),
};

/** Totals rows by organization id, complete for every id asked for. `asOf` is null for today. */
export async function readTotals(
  query: Query,
  organizationIds: readonly number[],
  asOf: Day | null,
): Promise<Map<number, number[]>> {
  const ids = toIntegerArray(organizationIds);
  const [statement, parameters] = asOf === null ? [TODAY, [ids]] : [AS_OF, [ids, asOf]];
  const [found] = await query<{ numbers: string }>(statement, parameters);
  return unpackTotals(found?.numbers ?? '[]', organizationIds);
}

/** As `selectOwnTotals` gives them, complete for every id. */
export function unpackTotals(packedNumbers: string, organizationIds: readonly number[]): Map<number, number[]> {
  const totals = new Map(organizationIds.map((id) => [id, emptyTotals()]));
  const numbers = JSON.parse(packedNumbers) as number[];
  for (let at = 0; at < numbers.length; at += NUMBERS.length) {
    const target = totals.get(numbers[at] ?? 0);
    if (target === undefined) continue;
    const offset = (numbers[at + 1] ?? 0) * FIGURES.length;
    for (let figure = 0; figure < FIGURES.length; figure += 1) target[offset + figure] = numbers[at + 2 + figure] ?? 0;
  }
  return totals;
}

/** Puts the counters of a slice into a totals row. */
export function putCounts(totals: number[], row: CounterRow): void {
  const offset = offsetOf(row);
  FIGURES.forEach((figure, index) => {
    totals[offset + index] = row[figure];
  });
}
