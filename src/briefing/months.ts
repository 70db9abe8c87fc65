/** Months as `2020-03`, and the days that a briefing tells of. Pure. */
import { addDays, type Day } from '../day';

/** The month that many months later (earlier when negative). */
export function addMonths(month: string, months: number): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`;
}

export function firstDayOf(month: string): Day {
  return `${month}-01`;
}

export function lastDayOf(month: string): Day {
  return addDays(firstDayOf(addMonths(month, 1)), -1);
}

export function monthOf(day: Day): string {
  return day.slice(0, 7);
}

/** What the figures of a briefing count. */
export interface Span {
  /** The month before the one in which the briefing is held: of it the briefing tells. */
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
