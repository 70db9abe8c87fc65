/** Reads what is given to options: days, spans of time and speeds. */
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

/** Days of the campaign a second; infinite for `max`. */
export function readSpeedOption(text: string): number {
  if (text === 'max') return Infinity;
  const days = /^\d*\.?\d+$/.test(text) ? Number(text) : NaN;
  if (days >= 0.000_01 && days <= 1_000) return days;
  throw new InvalidArgumentError(String(say`Use a number of days a second from 0.00001 to 1000, such as 0.5, or max.`));
}

export function readRateOption(text: string): number {
  const events = /^\d*\.?\d+$/.test(text) ? Number(text) : NaN;
  if (events >= 0.01 && events <= 100_000) return events;
  throw new InvalidArgumentError(String(say`Use a number of events a second from 0.01 to 100000, such as 100.`));
}
