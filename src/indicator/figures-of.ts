/** The figures of an indicator in a month, from the totals of the months up to it. Pure. */
import { OverMonths, OverOrganizations, type AddingUp } from './adding-up';

/** The sum of all steps of a subtree in one month. */
export interface MonthTotal {
  month: string;
  sum: number;
  count: number;
}

export interface FiguresOfMonth {
  inMonth: number | null;
  yearToDate: number | null;
  atEnd: number | null;
}

/** Null wherever nothing was recorded. */
export function indicatorFiguresOf(how: AddingUp, totals: readonly MonthTotal[], month: string): FiguresOfMonth {
  const upTo = totals.filter((total) => total.month <= month);
  const january = `${month.slice(0, 4)}-01`;
  if (how.overMonths === OverMonths.LAST) {
    const atEnd = overOrganizations(how, addUp(upTo));
    return { inMonth: atEnd, yearToDate: atEnd, atEnd };
  }
  return {
    inMonth: overOrganizations(how, addUp(upTo.filter((total) => total.month === month))),
    yearToDate: overMonths(
      how,
      upTo.filter((total) => total.month >= january),
    ),
    atEnd: overMonths(how, upTo),
  };
}

function addUp(totals: readonly MonthTotal[]): Omit<MonthTotal, 'month'> {
  return totals.reduce((all, { sum, count }) => ({ sum: all.sum + sum, count: all.count + count }), {
    sum: 0,
    count: 0,
  });
}

function overOrganizations(how: AddingUp, { sum, count }: Omit<MonthTotal, 'month'>): number | null {
  if (count === 0) return null;
  return how.overOrganizations === OverOrganizations.SUM ? sum : sum / count;
}

function overMonths(how: AddingUp, totals: readonly MonthTotal[]): number | null {
  const recorded = totals.filter(({ count }) => count > 0);
  if (recorded.length === 0) return null;
  if (how.overMonths === OverMonths.SUM) {
    return recorded.reduce((all, total) => all + (overOrganizations(how, total) ?? 0), 0);
  }
  const all = addUp(recorded);
  // Sums give the mean of the months; in averages every value weighs the same.
  return how.overOrganizations === OverOrganizations.SUM ? all.sum / recorded.length : all.sum / all.count;
}
