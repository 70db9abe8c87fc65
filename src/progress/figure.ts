/** The figures that are counted, and the layout of totals: for each level and pilot flag, one count a figure. */
import { LEVELS, type Level } from '../organization/level';

/** The figures in the order in which totals lay them out. */
export const FIGURES = ['planned', 'completed', 'onTime', 'overdue', 'pastDeadline', 'postponed'] as const;
export type Figure = (typeof FIGURES)[number];

/** Level and pilot flag: what figures are counted apart by. */
export interface Slice {
  level: Level;
  pilot: boolean;
}

/** Integers in one totals row: 4 levels × 2 pilot flags × 6 figures. */
export const TOTALS_LENGTH = LEVELS.length * 2 * FIGURES.length;

/** Where the slice begins in a totals row. */
export function offsetOf({ level, pilot }: Slice): number {
  return (LEVELS.indexOf(level) * 2 + (pilot ? 1 : 0)) * FIGURES.length;
}

export type Counts = Record<Figure, number>;

/** The figures of a slice of a totals row; a level or pilot flag that is null counts all of them. */
export function countsOf(totals: readonly number[], level: Level | null, pilot: boolean | null): Counts {
  const counts: Counts = { planned: 0, completed: 0, onTime: 0, overdue: 0, pastDeadline: 0, postponed: 0 };
  for (const each of level === null ? LEVELS : [level]) {
    for (const flag of pilot === null ? [false, true] : [pilot]) {
      const offset = offsetOf({ level: each, pilot: flag });
      FIGURES.forEach((figure, index) => {
        counts[figure] += totals[offset + index] ?? 0;
      });
    }
  }
  return counts;
}
