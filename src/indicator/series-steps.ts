/**
 * Steps of an organization's series of one indicator: by how much it changes the totals in a month. Where the last value counts,
 * all steps up to a month add up to what was recorded last; elsewhere the step of a month is its value. Pure.
 */
import { OverMonths } from './adding-up';

/** What an organization recorded for one indicator, by month. */
export type Series = ReadonlyMap<string, number>;

export interface SeriesStep {
  month: string;
  sum: number;
  count: number;
}

export function seriesSteps(series: Series, overMonths: OverMonths): SeriesStep[] {
  if (overMonths !== OverMonths.LAST) return Array.from(series, ([month, value]) => ({ month, sum: value, count: 1 }));
  let last: number | undefined;
  return [...series]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, value]) => {
      const step = { month, sum: value - (last ?? 0), count: last === undefined ? 1 : 0 };
      last = value;
      return step;
    });
}

/** Steps that take a series from one state to another: those of the new one, less those of the old one. */
export function seriesStepsBetween(before: readonly SeriesStep[], after: readonly SeriesStep[]): SeriesStep[] {
  const steps = new Map<string, SeriesStep>();
  const add = (sign: number, { month, sum, count }: SeriesStep): void => {
    const step = steps.get(month) ?? { month, sum: 0, count: 0 };
    steps.set(month, { month, sum: step.sum + sign * sum, count: step.count + sign * count });
  };
  for (const step of before) add(-1, step);
  for (const step of after) add(1, step);
  return [...steps.values()].filter(({ sum, count }) => sum !== 0 || count !== 0);
}
