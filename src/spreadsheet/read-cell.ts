/** Reads what people write into cells: days, whole numbers, yes and no, words of a list, texts. Pure. */
import { isDay, type Day } from '../day';
import { Problem } from '../problem';
import { fold } from '../text/fold';
import { isSameText, optionalText, trimText } from '../text/require-text';
import { shorten } from '../text/shorten';
import type { TextRule } from '../text/text-rule';
import { isStorable } from '../text/unfit-characters';
import { Unreadable, type Cell, type ReadCell } from './table';
import { plain } from '../words/message';

/** Excel counts days from here; its first two months are off by one, and nobody needs them. */
const FIRST_SERIAL_DAY = Date.UTC(1899, 11, 30);
const DAY_MILLISECONDS = 86_400_000;
const SERIAL_FROM = 36_526;
const SERIAL_TO = 73_050;

/** A day as `2020-02-28`, `28/02/2020` or `28.2.2020`, as a date cell, or as the number that a spreadsheet stores for one. */
export function readDay(cell: Cell): Day | null {
  if (cell === null) return null;
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'number') return daySince1900(cell) ?? wrongDay(cell);
  const text = trimText(String(cell));
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
    plain`"${shorten(String(shown))}" is not a day. Write it as 28/02/2020 (day, month, year), as 2020-02-28, or as a date cell of the spreadsheet.`,
  );
}

/** A whole number; `1.587` and `1 587` as text are more than a thousand, as Vietnamese writes it. */
export function readCount(cell: Cell): number | null {
  if (cell === null) return null;
  const text =
    typeof cell === 'number'
      ? String(cell)
      : trimText(String(cell)).replace(/(?<=^\d{1,3}(?:[. ]\d{3})*)[. ](?=\d{3}(?:[. ]\d{3})*$)/g, '');
  if (!(cell instanceof Date) && /^-?\d{1,9}$/.test(text)) return Number(text);
  throw new Problem('BAD_USER_INPUT', plain`"${shorten(text)}" is not a whole number. Write digits only, such as 145.`);
}

/** Yes or no; `words` has every way of writing them, folded. */
export function readFlag(cell: Cell, words: ReadonlyMap<string, boolean>): boolean | null {
  if (cell === null || typeof cell === 'boolean') return cell;
  const flag = words.get(foldWord(textOf(cell)));
  if (flag !== undefined) return flag;
  throw new Problem(
    'BAD_USER_INPUT',
    plain`"${shorten(textOf(cell))}" is neither yes nor no. Write yes or no (có or không).`,
  );
}

/** A word of a list; `words` has every way of writing each, folded. */
export function readWord<T extends string>(cell: Cell, words: ReadonlyMap<string, T>): T | null {
  if (cell === null) return null;
  const word = words.get(foldWord(textOf(cell)));
  if (word !== undefined) return word;
  const known = [...new Set(words.values())].join(', ');
  throw new Problem('BAD_USER_INPUT', plain`"${shorten(textOf(cell))}" is not one of ${known}. Write one of these.`);
}

/** A text by its rule. One that equals `stored` is taken as it is stored. */
export function readText(cell: Cell, rule: TextRule, argument: string, stored?: string | null): string | null {
  const text = textOf(cell);
  return stored != null && isSameText(text, stored) ? stored : optionalText(text, rule, argument);
}

/** A text as a database has held it, to the last space: it may be older than the rules. */
export function readHeldText(cell: Cell): string | null {
  if (cell === null) return null;
  const text = textOf(cell);
  if (isStorable(text)) return text;
  const message = plain`This has a NUL character or half of a surrogate pair in it, which no database can hold. Take it out.`;
  throw new Problem('BAD_USER_INPUT', message);
}

/** The cell as text; a date as its day, a formula without a result as it is written. */
export function textOf(cell: ReadCell): string {
  if (cell === null) return '';
  if (cell instanceof Unreadable) return cell.text;
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
}

/** A heading or a word of a list without case, accents, white space and punctuation, so that all ways of writing it are one. */
export function foldWord(text: string): string {
  const folded = fold(text);
  return folded.replace(/[^\p{L}\p{N}✓✔-]/gu, '') || folded;
}
