/** Days as they are written and counted: a day is a text such as `2020-02-29`, and has no time zone. */
import type { Language } from './words/language.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY_MILLISECONDS = 86_400_000;

function partsOf(day: string): [year: string, month: string, date: string] {
  const [year = '', month = '', date = ''] = day.split('-');
  return [year, month, date];
}

/** `29/02/2020`, or `29 Feb 2020`. */
export function writeDay(day: string, language: Language): string {
  const [year, month, date] = partsOf(day);
  return language === 'vi'
    ? `${date}/${month}/${year}`
    : `${Number(date)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}

/** `29/02`, or `29 Feb`. */
export function writeShortDay(day: string, language: Language): string {
  const [, month, date] = partsOf(day);
  return language === 'vi' ? `${date}/${month}` : `${Number(date)} ${MONTHS[Number(month) - 1] ?? month}`;
}

/** The first of a month on an axis: `T2`, or `Feb`. */
export function writeMonth(month: number, language: Language): string {
  return language === 'vi' ? `T${month}` : (MONTHS[month - 1] ?? '');
}

export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MILLISECONDS;
}

export function addDays(day: string, days: number): string {
  return new Date((dayNumber(day) + days) * DAY_MILLISECONDS).toISOString().slice(0, 10);
}

/** Viet Nam has had no other offset since 1975. */
const OFFSET_MILLISECONDS = 7 * 3_600_000;

/** A moment of the log as a clock in Viet Nam shows it: `16:45 29/02`. The reader's own clock and zone are not asked. */
export function writeMoment(moment: string, language: Language): string {
  const there = new Date(Date.parse(moment) + OFFSET_MILLISECONDS).toISOString();
  return `${there.slice(11, 16)} ${writeShortDay(there.slice(0, 10), language)}`;
}
