/** Days as numbers, counted from the first plan of the demo to the end of its campaign. */
import { addDays, type Day } from '../day';

/** 0 is 1 November 2019, the day of the first plan. */
export type DayNumber = number;

const FIRST_DAY: Day = '2019-11-01';
const DAY_COUNT = 459;
const DAYS: readonly Day[] = Array.from({ length: DAY_COUNT }, (_, number) => addDays(FIRST_DAY, number));
const NUMBERS: ReadonlyMap<Day, DayNumber> = new Map(DAYS.map((day, number) => [day, number]));

/** The last day of the campaign, 1 February 2021. */
export const LAST_DAY: DayNumber = DAY_COUNT - 1;

export function toDayNumber(day: Day): DayNumber {
  const number = NUMBERS.get(day);
  if (number === undefined) throw new RangeError(`${day} is outside the days of the demo`);
  return number;
}

export function toDay(number: DayNumber): Day {
  const day = DAYS[number];
  if (day === undefined) throw new RangeError(`Day ${number} is outside the days of the demo`);
  return day;
}

/** 0 is Sunday. */
export function weekdayOf(number: DayNumber): number {
  return (number + 5) % 7;
}
