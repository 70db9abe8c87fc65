/** Reads the totals rows of organizations: of today, or as of any day (P12: counters only, never congresses). */
import type { Day } from '../day';
import type { Level } from '../organization/level';
import { FIGURES, offsetOf, type Figure } from './figure';
import { emptyTotals } from './step';

type Query = <Row>(sql: string, parameters: unknown[]) => Promise<Row[]>;

/** The counters of one slice of an organization. */
export type CounterRow = { organizationId: number; level: Level; pilot: boolean } & Record<Figure, number>;

/** The columns of counters, added up. */
export const SUMS = `
         sum(planned)::integer AS planned, sum(completed)::integer AS completed, sum(on_time)::integer AS "onTime",
         sum(overdue)::integer AS overdue, sum(past_deadline)::integer AS "pastDeadline",
         sum(postponed)::integer AS postponed, sum(due_by_now)::integer AS "dueByNow"`;

const TODAY = `
  SELECT organization_id AS "organizationId", level, pilot, planned, completed, on_time AS "onTime", overdue,
         past_deadline AS "pastDeadline", postponed, due_by_now AS "dueByNow"
    FROM progress_current
   WHERE organization_id = ANY($1)`;

const AS_OF = `
  SELECT organization_id AS "organizationId", level, pilot, ${SUMS}
    FROM progress_day
   WHERE organization_id = ANY($1) AND day <= $2
   GROUP BY organization_id, level, pilot`;

/** Totals rows by organization id, complete for every id asked for. `asOf` is null for today. */
export async function readTotals(
  query: Query,
  organizationIds: readonly number[],
  asOf: Day | null,
): Promise<Map<number, number[]>> {
  const rows =
    asOf === null
      ? await query<CounterRow>(TODAY, [organizationIds])
      : await query<CounterRow>(AS_OF, [organizationIds, asOf]);
  const totals = new Map(organizationIds.map((id) => [id, emptyTotals()]));
  for (const row of rows) {
    const target = totals.get(row.organizationId);
    if (target !== undefined) putCounts(target, row);
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
