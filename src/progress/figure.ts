/** The figures that are counted, and totals rows: for each level and pilot flag, one count a figure. */
import { LEVELS, type Level } from '../organization/level';

/** The figures in the order in which totals rows have them. New ones come last: entries of the log leave out what they did not know yet. */
export const FIGURES = ['planned', 'completed', 'onTime', 'overdue', 'pastDeadline', 'postponed', 'dueByNow'] as const;
export type Figure = (typeof FIGURES)[number];

/** Level and pilot flag: what figures are counted apart by. */
export interface Slice {
  level: Level;
  pilot: boolean;
}

/** Integers in one totals row: 4 levels × 2 pilot flags × 7 figures. */
export const TOTALS_LENGTH = LEVELS.length * 2 * FIGURES.length;

/** Where the slice begins in a totals row. */
export function offsetOf({ level, pilot }: Slice): number {
  return (LEVELS.indexOf(level) * 2 + (pilot ? 1 : 0)) * FIGURES.length;
}

/** Null is a count that is not known: that of a figure which was not stored yet when the entry was written. */
export type TotalsRow = readonly (number | null)[];

export type Counts = Record<Exclude<Figure, 'dueByNow'>, number> & { dueByNow: number | null };

/** The figures of a slice of a totals row; a level or pilot flag that is null counts all of them. */
export function countsOf(totals: TotalsRow, level: Level | null, pilot: boolean | null): Counts {
  const counts: Record<Figure, number | null> = { ...NO_COUNTS };
  for (const each of level === null ? LEVELS : [level]) {
    for (const flag of pilot === null ? [false, true] : [pilot]) {
      const offset = offsetOf({ level: each, pilot: flag });
      FIGURES.forEach((figure, index) => {
        const [sum, count] = [counts[figure], totals[offset + index]];
        counts[figure] = sum === null || count === null ? null : sum + (count ?? 0);
      });
    }
  }
  return counts as Counts;
}

const NO_COUNTS: Record<Figure, number> = {
  planned: 0,
  completed: 0,
  onTime: 0,
  overdue: 0,
  pastDeadline: 0,
  postponed: 0,
  dueByNow: 0,
};
