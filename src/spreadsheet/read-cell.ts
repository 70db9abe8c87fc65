/** Reads what people write into cells: yes and no, words of a list, texts. Pure. */
import { Problem } from '../problem';
import { fold } from '../text/fold';
import { isSameText, optionalText } from '../text/require-text';
import { toSeenText } from '../text/seen-text';
import { shorten } from '../text/shorten';
import type { TextRule } from '../text/text-rule';
import { findUnstorable } from '../text/unfit-characters';
import { Unreadable, type Cell, type ReadCell } from './table';
import { joinMessages, say } from '../words/message';

/** Yes or no; `words` has every way of writing them, folded. */
export function readFlag(cell: Cell, words: ReadonlyMap<string, boolean>): boolean | null {
  if (cell === null || typeof cell === 'boolean') return cell;
  const flag = words.get(foldWord(textOf(cell)));
  if (flag !== undefined) return flag;
  throw new Problem(
    'BAD_USER_INPUT',
    say`"${shorten(textOf(cell))}" is neither yes nor no. Write yes or no (có or không).`,
  );
}

/** A word of a list; `words` has every way of writing each, folded. */
export function readWord<T extends string>(cell: Cell, words: ReadonlyMap<string, T>): T | null {
  if (cell === null) return null;
  const text = textOf(cell);
  const word = words.get(text) ?? words.get(foldWord(text));
  if (word !== undefined) return word;
  const known = joinMessages(
    [...new Set(words.values())].map((value) => say`${value}`),
    ', ',
  );
  throw new Problem('BAD_USER_INPUT', say`"${shorten(textOf(cell))}" is not one of ${known}. Write one of these.`);
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
  const [unfit] = findUnstorable(text);
  if (unfit === undefined) return text;
  const message = say`This contains ${unfit}, which no database can hold. Remove it.`;
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
  const folded = fold(toSeenText(text));
  return folded.replace(/[^\p{L}\p{N}✓✔-]/gu, '') || folded;
}
