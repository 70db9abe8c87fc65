/** Months as `2020-03`: they compare and sort as text. Pure. */
import { addDays, type Day } from './day';

const MONTH = /^(?:19|2\d)\d{2}-(?:0[1-9]|1[0-2])$/;

/** From 1900-01 to 2999-12. */
export function isMonth(text: string): boolean {
  return MONTH.test(text);
}

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
