/** Reads what is given to options: days and spans of time. */
import { InvalidArgumentError } from 'commander';
import { isDay, type Day } from '../day';
import { say } from '../words/message';

export function readDayOption(text: string): Day {
  if (isDay(text)) return text;
  throw new InvalidArgumentError(String(say`Write a day as 2020-02-29.`));
}

const SECONDS: Readonly<Record<string, number>> = { m: 60, h: 3_600, d: 86_400 };
/** A hundred years. */
const MOST_SECONDS = 36_500 * 86_400;

/** In seconds. */
export function readTimeOption(text: string): number {
  if (text === 'never') return Infinity;
  const [, count, unit = ''] = /^(\d+)([mhd])$/.exec(text) ?? [];
  const seconds = Number(count) * (SECONDS[unit] ?? NaN);
  if (seconds > 0 && seconds <= MOST_SECONDS) return seconds;
  throw new InvalidArgumentError(String(say`Use a number with m, h or d, such as 12h or 30d, or never.`));
}
