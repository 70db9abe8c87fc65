/** Days as workbooks number them. Pure. */
import type { Day } from '../day';

/** Excel counts days from here; its first two months are off by one, because its 1900 has a 29 February. */
const DAY_ZERO = Date.UTC(1899, 11, 30);
const DAY_MILLISECONDS = 86_400_000;
const FIRST_SOUND = 61;

/** Undefined for a day that a workbook cannot number: before March 1900. */
export function numberOfDay(day: Date): number | undefined {
  const number = (day.getTime() - DAY_ZERO) / DAY_MILLISECONDS;
  return number >= FIRST_SOUND ? number : undefined;
}

export function dayNumber(day: Day): number {
  return numberOfDay(new Date(`${day}T00:00:00Z`)) ?? FIRST_SOUND;
}
