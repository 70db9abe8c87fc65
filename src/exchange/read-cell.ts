/** Reads what people write into cells: days, whole numbers, yes and no, words of a list, texts. Pure. */
import { isDay, type Day } from '../day';
import { Problem } from '../problem';
import { isSameText, optionalText } from '../text/require-text';
import { shorten } from '../text/shorten';
import type { TextRule } from '../text/text-rule';
import { isStorable } from '../text/unfit-characters';
import { foldWord } from './fold-word';
import type { Cell } from './table';

/** Excel counts days from here; its first two months are off by one and of no use to anybody. */
const FIRST_SERIAL_DAY = Date.UTC(1899, 11, 30);
const DAY_MILLISECONDS = 86_400_000;
const SERIAL_FROM = 36_526;
const SERIAL_TO = 73_050;

/** A day as `2020-02-28`, `28/02/2020` or `28.2.2020`, as a date cell, or as the number that stands behind one. */
export function readDay(cell: Cell): Day | null {
  if (cell === null) return null;
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'number') return daySince1900(cell) ?? wrongDay(cell);
  const text = String(cell).trim();
  const [, isoDay] = /^(\d{4}-\d{2}-\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/.exec(text) ?? [];
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  const found = isoDay ?? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (isDay(found)) return found;
  return (/^\d{5}$/.test(text) ? daySince1900(Number(text)) : undefined) ?? wrongDay(text);
}

function daySince1900(serial: number): Day | undefined {
  if (!Number.isInteger(serial) || serial < SERIAL_FROM || serial > SERIAL_TO) return undefined;
  return new Date(FIRST_SERIAL_DAY + serial * DAY_MILLISECONDS).toISOString().slice(0, 10);
}

function wrongDay(shown: string | number): never {
  throw new Problem(
    'BAD_USER_INPUT',
    `"${shorten(String(shown))}" is no day. Write it as 28/02/2020 (day, month, year), 2020-02-28, or as a date of Excel.`,
  );
}

/** A whole number; `1.587` and `1 587` as text are one thousand and more, as Vietnamese writes them. */
export function readCount(cell: Cell): number | null {
  if (cell === null) return null;
  const text =
    typeof cell === 'number'
      ? String(cell)
      : String(cell)
          .trim()
          .replace(/(?<=^\d{1,3}(?:[. ]\d{3})*)[. ](?=\d{3}(?:[. ]\d{3})*$)/g, '');
  if (!(cell instanceof Date) && /^-?\d{1,9}$/.test(text)) return Number(text);
  throw new Problem('BAD_USER_INPUT', `"${shorten(text)}" is no whole number. Write digits only, as 145.`);
}

/** Yes and no, in the words of `words`. */
export function readFlag(cell: Cell, words: ReadonlyMap<string, boolean>): boolean | null {
  if (cell === null || typeof cell === 'boolean') return cell;
  const flag = words.get(foldWord(textOf(cell)));
  if (flag !== undefined) return flag;
  throw new Problem(
    'BAD_USER_INPUT',
    `"${shorten(textOf(cell))}" is neither yes nor no. Write yes or no (có or không).`,
  );
}

/** A word of a list; `words` has every way of writing it, folded. */
export function readWord<T extends string>(cell: Cell, words: ReadonlyMap<string, T>): T | null {
  if (cell === null) return null;
  const word = words.get(foldWord(textOf(cell)));
  if (word !== undefined) return word;
  const known = [...new Set(words.values())].join(', ');
  throw new Problem('BAD_USER_INPUT', `"${shorten(textOf(cell))}" is none of ${known}. Write one of these.`);
}

/** A text by its rule. What `stands` already is taken as it is. */
export function readText(cell: Cell, rule: TextRule, argument: string, stands?: string | null): string | null {
  const text = textOf(cell);
  return stands != null && isSameText(text, stands) ? stands : optionalText(text, rule, argument);
}

/** A text as a database has held it, to the last space: the rules may be younger than it is. */
export function readHeldText(cell: Cell): string | null {
  if (cell === null) return null;
  const text = textOf(cell);
  if (isStorable(text)) return text;
  const message =
    'No database has ever held this: a NUL character, or half of a surrogate pair, is in it. Take it out.';
  throw new Problem('BAD_USER_INPUT', message);
}

/** The cell as text: a date as its day, numbers without digits that nobody wrote. */
export function textOf(cell: Cell): string {
  if (cell === null) return '';
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
}
