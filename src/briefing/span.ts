/** The days that a briefing reports on. Pure. */
import type { Day } from '../day';
import { addMonths, firstDayOf } from '../month';

/** What the figures of a briefing count. */
export interface Span {
  /** The month that the briefing reports on: the one before it is held. */
  told: string;
  /** First day of it. */
  from: Day;
  /** The last day that the figures are to count. */
  cutOff: Day;
  /** The last day that they can count by now: today until the cut-off has come. */
  asOf: Day;
  /** The year of the figures that count from 1 January on, and of the work program. */
  year: number;
}

export function spanOf(month: string, cutOff: Day, today: Day): Span {
  const told = addMonths(month, -1);
  return {
    told,
    from: firstDayOf(told),
    cutOff,
    asOf: cutOff < today ? cutOff : today,
    year: Number(told.slice(0, 4)),
  };
}
