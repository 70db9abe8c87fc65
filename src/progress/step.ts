/** Steps: by how much a figure of a slice changes on a day. All counters are sums of steps. */
import type { Day } from '../day';
import { FIGURES, offsetOf, TOTALS_LENGTH, type Figure, type Slice } from './figure';

export interface Step extends Slice {
  day: Day;
  /** `due` is counted by day only: it is what the timeline shows. */
  figure: Figure | 'due';
  by: number;
}

/** Steps that take a congress from one history to another: those of the new one, less those of the old one. */
export function stepsBetween(before: readonly Step[], after: readonly Step[]): Step[] {
  const sums = new Map<string, Step>();
  const add = (step: Step, sign: number): void => {
    const key = `${step.day} ${step.level} ${String(step.pilot)} ${step.figure}`;
    const sum = sums.get(key) ?? { ...step, by: 0 };
    sum.by += sign * step.by;
    sums.set(key, sum);
  };
  for (const step of before) add(step, -1);
  for (const step of after) add(step, 1);
  return [...sums.values()].filter((step) => step.by !== 0);
}

/** Adds to a totals row what the steps contribute up to the day. */
export function addToTotals(totals: number[] | Int32Array, steps: readonly Step[], today: Day, sign = 1): void {
  for (const step of steps) {
    if (step.figure === 'due' || step.day > today) continue;
    const index = offsetOf(step) + FIGURES.indexOf(step.figure);
    totals[index] = (totals[index] ?? 0) + sign * step.by;
  }
}

export function emptyTotals(): number[] {
  return new Array<number>(TOTALS_LENGTH).fill(0);
}
