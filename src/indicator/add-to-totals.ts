/** Adds what changes of values do to the totals of each organization and of every one above it (P2). */
import type { EntityManager } from 'typeorm';
import { groupBy } from '../group-by';
import type { RecordChange } from '../record/change-records';
import type { OverMonths } from './adding-up';
import { seriesStepsBetween, seriesSteps } from './series-steps';

interface SeriesRow {
  organizationId: number;
  indicator: string;
  overMonths: OverMonths;
  /** Empty while nothing is recorded, or all of it was taken back. */
  values: { month: string; value: number }[];
}

/** Each series that changes, as it is stored. */
const SERIES = `
  SELECT asked.organization_id AS "organizationId", asked.indicator, i.over_months AS "overMonths",
         coalesce(jsonb_agg(jsonb_build_object('month', v.month, 'value', v.value)) FILTER (WHERE v.value IS NOT NULL),
                  '[]') AS values
    FROM unnest($1::integer[], $2::text[]) AS asked (organization_id, indicator)
    JOIN indicator i ON i.code = asked.indicator
    LEFT JOIN indicator_value v ON v.organization_id = asked.organization_id AND v.indicator = asked.indicator
   GROUP BY asked.organization_id, asked.indicator, i.over_months`;

/** Mutations of records come one after another, so that the order of the rows does not matter. */
const ADD = `
  INSERT INTO indicator_total AS total (indicator, organization_id, month, sum, count)
  SELECT step.indicator, ancestor.id, step.month, sum(step.sum), sum(step.count)
    FROM jsonb_to_recordset($1) AS step (organization_id integer, indicator text, month text, sum bigint, count integer)
    JOIN organization ON organization.id = step.organization_id
   CROSS JOIN LATERAL unnest(organization.path) AS ancestor (id)
   GROUP BY step.indicator, ancestor.id, step.month
      ON CONFLICT (indicator, organization_id, month) DO UPDATE
     SET sum = total.sum + excluded.sum, count = total.count + excluded.count`;

/** To be called before the rows are written. */
export async function addToIndicatorTotals(manager: EntityManager, changes: readonly RecordChange[]): Promise<void> {
  if (changes.length === 0) return;
  const bySeries = groupBy(
    changes.map(({ row }) => row as unknown as ChangedRow),
    seriesOf,
  );
  const firsts = [...bySeries.values()].flatMap(([first]) => first ?? []);
  const stored = await manager.query<SeriesRow[]>(SERIES, [
    firsts.map((row) => row.organization_id),
    firsts.map((row) => row.indicator),
  ]);
  const steps = stored.flatMap((series) => {
    const { organizationId: organization_id, indicator, overMonths } = series;
    const before = new Map(series.values.map(({ month, value }) => [month, value]));
    const after = new Map(before);
    for (const { month, value } of bySeries.get(seriesOf({ organization_id, indicator })) ?? []) {
      if (value === null) after.delete(month);
      else after.set(month, value);
    }
    const changed = seriesStepsBetween(seriesSteps(before, overMonths), seriesSteps(after, overMonths));
    return changed.map((step) => ({ organization_id, indicator, ...step }));
  });
  if (steps.length > 0) await manager.query(ADD, [JSON.stringify(steps)]);
}

interface ChangedRow {
  organization_id: number;
  indicator: string;
  month: string;
  value: number | null;
}

function seriesOf({ organization_id, indicator }: Pick<ChangedRow, 'organization_id' | 'indicator'>): string {
  return `${organization_id} ${indicator}`;
}
