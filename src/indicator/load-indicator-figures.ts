/** Loads the figures of indicators from their totals, many in one statement (P12: never from the values). */
import DataLoader from 'dataloader';
import type { Operation } from '../access/operation';
import { groupBy } from '../group-by';
import type { Snapshot } from '../database/snapshot';
import { toCursor } from '../feed/cursor';
import { momentOf } from '../organization/campaign-facts';
import type { Organization } from '../organization/organization';
import { requireMonth } from '../change/require-number';
import { indicatorFiguresOf, type MonthTotal } from './figures-of';
import type { Indicator } from './indicator';
import { IndicatorFigures } from './indicator-figures';
import { requireIndicator } from './load-indicator';

interface TotalsKey {
  code: string;
  organizationId: number;
}

type TotalRow = MonthTotal & TotalsKey;

/** One row a month of a series: a few hundred at most. */
const TOTALS = `
  SELECT indicator AS code, organization_id AS "organizationId", month, sum::double precision AS sum, count
    FROM unnest($1::text[], $2::integer[]) AS asked (indicator, organization_id)
    JOIN indicator_total USING (indicator, organization_id)
   ORDER BY month`;

/** Use as `snapshot.once(totalsOf)`. */
function totalsOf(snapshot: Snapshot): DataLoader<TotalsKey, MonthTotal[], string> {
  const textOf = ({ code, organizationId }: TotalsKey): string => `${code} ${organizationId}`;
  const load = async (keys: readonly TotalsKey[]): Promise<MonthTotal[][]> => {
    const rows = await snapshot.query<TotalRow>(TOTALS, [
      keys.map(({ code }) => code),
      keys.map(({ organizationId }) => organizationId),
    ]);
    const bySeries = groupBy(rows, textOf);
    return keys.map((key) => bySeries.get(textOf(key)) ?? []);
  };
  return new DataLoader(load, { cacheKeyFn: textOf });
}

/** NOT_FOUND for an indicator that the viewer may not see; whether they may see the organization's totals was asked before. */
export async function loadIndicatorFigures(
  operation: Operation,
  { path }: Organization,
  code: string,
  month: string,
): Promise<IndicatorFigures> {
  requireMonth(month, 'month');
  return loadFiguresOf(operation, await requireIndicator(operation, code), path, month);
}

export async function loadFiguresOf(
  operation: Operation,
  indicator: Indicator,
  path: readonly number[],
  month: string,
): Promise<IndicatorFigures> {
  const { snapshot } = operation;
  const { campaign, head } = await snapshot.once(momentOf);
  const totals = await snapshot.once(totalsOf).load({ code: indicator.code, organizationId: path.at(-1) ?? 0 });
  return Object.assign(new IndicatorFigures(), indicatorFiguresOf(indicator, totals, month), {
    path,
    totals,
    indicator,
    month,
    asOf: campaign.today,
    cursor: toCursor(head),
    position: head.position,
  });
}
