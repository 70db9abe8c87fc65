/** Reads what people write for a month or a year: in cells, and above the columns of months. Pure. */
import type { Day } from '../day';
import { firstDayOf, isMonth, lastDayOf, monthOf } from '../month';
import { Problem } from '../problem';
import { readDay } from '../spreadsheet/read-day';
import { fold } from '../text/fold';
import { shorten } from '../text/shorten';
import { say } from '../words/message';

const NAMES = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august'];
NAMES.push('september', 'october', 'november', 'december');

const WORD = String.raw`(?:thang|thg|th|t)\.? ?`;
/** Whatever stands between the month and the year. */
const BETWEEN = String.raw`(?:[-/., ]|nam)+`;
const MONTH_FIRST = new RegExp(`^(?:${WORD})?(\\d{1,2})${BETWEEN}(\\d{4})$`);
const YEAR_FIRST = new RegExp(String.raw`^(?:nam )?(\d{4})(?:[-/., ]|thang|thg|t)+(\d{1,2})$`);
/** As Vietnamese spreadsheets show a month: `Thg2-20`. */
const SHORT_YEAR = new RegExp(`^${WORD}(\\d{1,2})[-/ ](\\d{2})$`);
const NAMED = /^([a-z]{3,9})[-/., ']+(\d{4}|\d{2})$/;
const NAME_LAST = /^(\d{4})[-/., ]+([a-z]{3,9})$/;
const DIGITS = /^(?:(20\d{2})(\d{2})|(\d{2})(20\d{2}))$/;
const ALONE = new RegExp(`^${WORD}(\\d{1,2})$`);

/** The month of a cell, such as `2020-02`. */
export function readMonth(text: string): string {
  const month = findMonth(text);
  if (month !== undefined) return month;
  const message = say`"${shorten(text)}" is not a month. Write it as 02/2020, as 2020-02, or as a date cell of its first day.`;
  throw new Problem('BAD_USER_INPUT', message, { argument: 'month' });
}

/** Undefined when it is none, or says no year. */
export function findMonth(text: string): string | undefined {
  const bare = bareOf(text);
  const month = findYearAndMonth(bare);
  return month !== undefined && isMonth(month) ? month : monthOfDay(bare);
}

/** `Tháng 2`, whose year is said elsewhere. */
export function findMonthOfYear(text: string): number | undefined {
  const bare = bareOf(text);
  const month = Number(ALONE.exec(bare)?.[1] ?? numberOf(bare));
  return month >= 1 && month <= 12 ? month : undefined;
}

/** Whether a column is of one month. */
export function isMonthHeading(heading: string): boolean {
  return findMonth(heading) !== undefined || findMonthOfYear(heading) !== undefined;
}

export function readYear(text: string): number {
  const [, digits] = /^(?:nam )?((?:19|2\d)\d{2})$/.exec(bareOf(text)) ?? [];
  if (digits !== undefined) return Number(digits);
  throw new Problem('BAD_USER_INPUT', say`"${shorten(text)}" is not a year. Write it as 2020.`, { argument: 'year' });
}

export function inYear(year: number, month: number): string {
  return `${year}-${String(month).padStart(2, '0')}`;
}

/** Without hints in brackets, and with one kind of dash. */
function bareOf(text: string): string {
  return fold(text.replace(/\([^)]*\)|\*+$/g, ' ').replace(/[\u2010-\u2015\u2212]/g, '-')).replace(
    /^ky (?:bao cao )?/,
    '',
  );
}

function findYearAndMonth(bare: string): string | undefined {
  const [, month, year] = MONTH_FIRST.exec(bare) ?? [];
  if (month !== undefined) return inYear(Number(year), Number(month));
  const [, first, second] = YEAR_FIRST.exec(bare) ?? [];
  if (first !== undefined) return inYear(Number(first), Number(second));
  const [, short, ofCentury] = SHORT_YEAR.exec(bare) ?? [];
  if (short !== undefined) return inYear(2000 + Number(ofCentury), Number(short));
  const [, name = '', of = ''] = NAMED.exec(bare) ?? [];
  if (numberOf(name) !== undefined)
    return inYear(of.length === 2 ? 2000 + Number(of) : Number(of), numberOf(name) ?? 0);
  const [, before, last = ''] = NAME_LAST.exec(bare) ?? [];
  if (numberOf(last) !== undefined) return inYear(Number(before), numberOf(last) ?? 0);
  const [, longYear, two, one, yearLast] = DIGITS.exec(bare) ?? [];
  // Of six digits, the year is that part which is one.
  if (longYear !== undefined && Number(two) >= 1 && Number(two) <= 12) return inYear(Number(longYear), Number(two));
  return yearLast === undefined ? undefined : inYear(Number(yearLast), Number(one));
}

/** `jan` or `january`; undefined for any other word. */
function numberOf(name: string): number | undefined {
  const at = NAMES.findIndex((each) => name === each || (name.length === 3 && each.startsWith(name)));
  return at < 0 ? undefined : at + 1;
}

/** A spreadsheet makes a day of a month: its first, or its last where the figures are as of that. Any other is a mistake. */
function monthOfDay(bare: string): string | undefined {
  const day = dayOf(bare);
  if (day === undefined) return undefined;
  const month = monthOf(day);
  return day === firstDayOf(month) || day === lastDayOf(month) ? month : undefined;
}

function dayOf(bare: string): Day | undefined {
  try {
    return readDay(bare) ?? undefined;
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}
