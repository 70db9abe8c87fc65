/** What a cell of a workbook has, from what its XML says of it. Pure. */
import { unescapeCode } from './workbook';
import type { NumberFormat } from './number-format';
import { parseDay } from './parse-day';
import { Unreadable, type ReadCell } from './table';

export interface WrittenCell {
  /** As the attribute `t` has it: `n` where there is none. */
  type: string;
  /** The text of `v`; undefined when there is no `v`. */
  value: string | undefined;
  /** The text in the cell itself; undefined when there is none. */
  inline: string | undefined;
  /** Empty for one that shares its text with another cell; undefined when there is none. */
  formula: string | undefined;
}

export interface ReadingRules {
  strings: readonly string[];
  /** Whether its days are counted from 1904. */
  is1904: boolean;
}

export function readValue(
  { type, value, inline, formula }: WrittenCell,
  format: NumberFormat | undefined,
  rules: ReadingRules,
): ReadCell {
  if (type === 'inlineStr') return textOrNull(inline ?? value ?? '');
  if (type === 'str')
    return value === undefined && formula !== undefined ? withoutResult(formula) : textOrNull(value ?? '');
  if (value === undefined || value.trim() === '') {
    if (inline !== undefined) return textOrNull(inline);
    return formula === undefined ? null : withoutResult(formula);
  }
  switch (type) {
    case 's':
      return sharedText(value, rules.strings);
    case 'b':
      return value.trim() === '1' || value.trim() === 'true';
    case 'e':
      return new Unreadable('ERROR', value.trim());
    case 'd':
      return readIsoDay(value.trim()) ?? textOrNull(value);
    default:
      return readNumber(value, format, rules);
  }
}

function textOrNull(text: string): string | null {
  return text === '' ? null : unescapeCode(text);
}

function withoutResult(formula: string): Unreadable {
  return new Unreadable('FORMULA', `=${formula === '' ? '…' : formula}`);
}

/** Throws where there is no such text: the workbook is broken. */
function sharedText(value: string, strings: readonly string[]): string | null {
  const text = strings[Number(value)];
  if (text === undefined) throw new Error(`There is no shared text ${value}.`);
  return text === '' ? null : text;
}

const DAY_MILLISECONDS = 86_400_000;
/** Right from March 1900 on: before it the day that 1900 never had is counted, too. */
const FIRST_DAY = Date.UTC(1899, 11, 30);
const FIRST_DAY_1904 = Date.UTC(1904, 0, 1);
/** 31 December 9999, beyond which spreadsheets show no days. */
const LAST_SERIAL = 2_958_465;

/** A moment becomes its day, at midnight UTC: a workbook knows no time zones. An hour without a day stays a number. */
function readNumber(value: string, format: NumberFormat | undefined, { is1904 }: ReadingRules): ReadCell {
  const number = Number(value);
  if (Number.isNaN(number)) return unescapeCode(value);
  if (format?.isDay !== true || number > LAST_SERIAL || number < (is1904 ? 0 : 1)) return number;
  const day = new Date((is1904 ? FIRST_DAY_1904 : FIRST_DAY) + Math.floor(number) * DAY_MILLISECONDS);
  return format.hidesTime === true && isShifted(number)
    ? new Unreadable('SHIFTED', day.toISOString().slice(0, 10))
    : day;
}

const MIDNIGHT_IN_UTC = 17 * 3_600;

/** Midnight in Viet Nam is 17:00 of the day before in UTC, and a program that takes one for the other writes that. */
function isShifted(number: number): boolean {
  return Math.round((number - Math.floor(number)) * 86_400) === MIDNIGHT_IN_UTC;
}

function readIsoDay(value: string): Date | undefined {
  const [, written = '', zone] = /^(\d{4}-\d{2}-\d{2})(?:T[\d:.,]+(Z|[+-]\d{2}:\d{2})?)?$/.exec(value) ?? [];
  const parsed = zone === undefined ? undefined : parseDay(value);
  const day = parsed?.kind === 'day' ? parsed.day : written;
  const date = new Date(`${day}T00:00:00Z`);
  // A day that a month does not have would become one of the next.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? date : undefined;
}
