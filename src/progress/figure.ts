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
  const numbers = level === null ? LEVEL_NUMBERS : [LEVELS.indexOf(level)];
  const sum = (figure: Figure): number | null => {
    let all: number | null = 0;
    for (const number of numbers) {
      const at = number * 2 * FIGURES.length + FIGURES.indexOf(figure);
      if (pilot !== true) all = add(all, totals[at]);
      if (pilot !== false) all = add(all, totals[at + FIGURES.length]);
    }
    return all;
  };
  return {
    planned: sum('planned'),
    completed: sum('completed'),
    onTime: sum('onTime'),
    overdue: sum('overdue'),
    pastDeadline: sum('pastDeadline'),
    postponed: sum('postponed'),
    dueByNow: sum('dueByNow'),
  } as Counts;
}

const LEVEL_NUMBERS = LEVELS.map((_level, number) => number);

function add(sum: number | null, count: number | null | undefined): number | null {
  return sum === null || count === null ? null : sum + (count ?? 0);
}
