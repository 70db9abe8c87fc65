/** The figures of an indicator over one organization and all below it, in one month: loaded from the totals, many in one statement. */
import DataLoader from 'dataloader';
import { Field, Float, Int, InterfaceType, ObjectType } from 'type-graphql';
import type { Operation } from '../access/operation';
import { CursorScalar } from '../api/cursor-scalar';
import { DayScalar } from '../api/day-scalar';
import { Node } from '../api/node';
import type { Snapshot } from '../database/snapshot';
import type { Day } from '../day';
import { toCursor } from '../feed/cursor';
import { groupBy } from '../group-by';
import { monthOf } from '../month';
import { momentOf } from '../organization/campaign-facts';
import { requireWithin } from '../organization/load-organization';
import { indicatorFiguresOf, type FiguresOfMonth, type MonthTotal } from './figures-of';
import { Indicator } from './indicator';
import { MonthScalar } from '../api/month-scalar';

@InterfaceType({
  description: 'The figures of an indicator in one month. Zero is a value; null means that nothing was recorded.',
})
abstract class MonthFigures implements FiguresOfMonth {
  @Field(() => MonthScalar, { description: 'The month, such as `2020-02`.' })
  month!: string;

  @Field(() => Float, {
    nullable: true,
    description:
      'The values of the month, added up over organizations or averaged, as the indicator says. Where the last value counts: at the end of the month.',
  })
  inMonth!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'From January to the end of the month: the figures of the months, added up or averaged, as the indicator says. Where the last value counts: at the end of the month.',
  })
  yearToDate!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The same over all months, from the first for which anything was recorded to the end of the month.',
  })
  atEnd!: number | null;
}

@ObjectType({ implements: MonthFigures, description: 'A month of a series.' })
export class IndicatorMonth extends MonthFigures {}

@ObjectType({
  implements: [MonthFigures, Node],
  description:
    'The figures of an indicator, over an organization and all below it, in one month and at one position of the log.',
})
export class IndicatorFigures extends MonthFigures {
  /** Ids from the root down to the organization. */
  path!: readonly number[];

  /** The month that was asked for; null for that of the business day. */
  fixedOn!: string | null;

  /** Of all months, from which the figures are made. */
  totals!: readonly MonthTotal[];

  @Field(() => Indicator, { description: 'What is counted.' })
  indicator!: Indicator;

  @Field(() => DayScalar, { description: 'The business day on which this was known.' })
  asOf!: Day;

  @Field(() => CursorScalar, { description: 'The place in the log at which the figures were true.' })
  cursor!: string;

  @Field(() => Int, { description: 'The position of the cursor.' })
  position!: number;
}

/** Over the organization and all below it, the viewer's own when absent: NOT_FOUND where the viewer may not see its totals. */
export async function loadFiguresWithin(
  operation: Operation,
  indicator: Indicator,
  { within, month }: { within?: string | null | undefined; month?: string | null | undefined },
): Promise<IndicatorFigures> {
  const { path } = await requireWithin(operation, within, 'seeTotals');
  return loadFiguresOf(operation, indicator, path, month ?? null);
}

/** In the month of the business day when none is fixed. */
export async function loadFiguresOf(
  operation: Operation,
  indicator: Indicator,
  path: readonly number[],
  fixedOn: string | null,
): Promise<IndicatorFigures> {
  const { snapshot } = operation;
  const { campaign, head } = await snapshot.once(momentOf);
  const month = fixedOn ?? monthOf(campaign.today);
  const totals = await snapshot.once(totalsOf).load({ key: indicator.key, organizationId: path.at(-1) ?? 0 });
  return Object.assign(new IndicatorFigures(), indicatorFiguresOf(indicator, totals, month), {
    path,
    fixedOn,
    totals,
    indicator,
    month,
    asOf: campaign.today,
    cursor: toCursor(head),
    position: head.position,
  });
}

interface TotalsKey {
  /** Of the indicator. */
  key: string;
  organizationId: number;
}

type TotalRow = MonthTotal & TotalsKey;

/** From the totals, never from the values (P12). One row for each month of a series: a few hundred at most. */
const TOTALS = `
  SELECT indicator AS key, organization_id AS "organizationId", month, sum::double precision AS sum, count
    FROM unnest($1::text[], $2::integer[]) AS asked (indicator, organization_id)
    JOIN indicator_total USING (indicator, organization_id)
   ORDER BY month`;

/** Use as `snapshot.once(totalsOf)`. */
function totalsOf(snapshot: Snapshot): DataLoader<TotalsKey, MonthTotal[], string> {
  const textOf = ({ key, organizationId }: TotalsKey): string => `${key} ${organizationId}`;
  const load = async (keys: readonly TotalsKey[]): Promise<MonthTotal[][]> => {
    const rows = await snapshot.query<TotalRow>(TOTALS, [
      keys.map(({ key }) => key),
      keys.map(({ organizationId }) => organizationId),
    ]);
    const bySeries = groupBy(rows, textOf);
    return keys.map((key) => bySeries.get(textOf(key)) ?? []);
  };
  return new DataLoader(load, { cacheKeyFn: textOf });
}
