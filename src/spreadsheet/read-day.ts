/** Reads a day from a cell: a date cell, the number that a spreadsheet stores for one, or any text that leaves no doubt. Pure. */
import { isDay, type Day } from '../day';
import { Problem } from '../problem';
import { shorten } from '../text/shorten';
import { say, type Message } from '../words/message';
import { objectToYear, parseDay, toDay, type ParsedDay } from './parse-day';
import type { Cell } from './table';

/** Which of the two numbers before the year is the day: the first, or the second. */
export type DayOrder = 'dmy' | 'mdy';

/** Excel counts days from here; its first two months are off by one, and nobody needs them. */
const FIRST_SERIAL_DAY = Date.UTC(1899, 11, 30);
const DAY_MILLISECONDS = 86_400_000;
const SERIAL_FROM = 36_526;
const SERIAL_TO = 73_050;

export function readDay(cell: Cell, order: DayOrder = 'dmy'): Day | null {
  if (cell === null) return null;
  if (cell instanceof Date) return requireUsual(cell.toISOString().slice(0, 10));
  const text = String(cell).trim();
  const serial = daySince1900(text);
  if (serial !== undefined) return serial;
  const parsed = parseDay(text);
  if (parsed.kind === 'none') throw wrongDay(text, parsed.why);
  const day = parsed.kind === 'day' ? parsed.day : inOrder(parsed, order);
  if (!isDay(day)) throw wrongDay(text, explainOrder(order));
  return requireWeekday(text, day, parsed.weekday);
}

export function inOrder({ first, second, year }: Extract<ParsedDay, { kind: 'numbers' }>, order: DayOrder): Day {
  return order === 'dmy' ? toDay(year, second, first) : toDay(year, first, second);
}

/** The day of a serial number, whatever the time behind its point. */
function daySince1900(text: string): Day | undefined {
  const [, days] = /^(\d{5})(?:[.,]\d+)?$/.exec(text) ?? [];
  const serial = Number(days);
  if (days === undefined || serial < SERIAL_FROM || serial > SERIAL_TO) return undefined;
  return new Date(FIRST_SERIAL_DAY + serial * DAY_MILLISECONDS).toISOString().slice(0, 10);
}

function requireUsual(day: Day): Day {
  const wrong = objectToYear(Number(day.slice(0, 4)));
  if (wrong === undefined) return day;
  throw wrongDay(day, wrong);
}

const WEEKDAYS = [
  ...[say`Sunday`, say`Monday`, say`Tuesday`, say`Wednesday`],
  ...[say`Thursday`, say`Friday`, say`Saturday`],
];

function requireWeekday(text: string, day: Day, weekday: number | undefined): Day {
  const actual = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (weekday === undefined || weekday === actual) return day;
  throw wrongDay(text, say`${day} is a ${WEEKDAYS[actual] ?? ''}. Correct the day, or the day of the week.`);
}

function explainOrder(order: DayOrder): Message {
  return order === 'dmy'
    ? say`The day comes before the month, and there is no such month. Correct it.`
    : say`The month comes before the day, and there is no such month. Correct it.`;
}

function wrongDay(shown: string, why: Message | undefined): Problem {
  const usual = say`Write it as 28/02/2020 (day, month, year), as 2020-02-28, or as a date cell of the spreadsheet.`;
  return new Problem('BAD_USER_INPUT', say`"${shorten(shown)}" is not a day. ${why ?? usual}`);
}
