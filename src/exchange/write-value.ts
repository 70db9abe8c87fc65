/** Values as sheets write them: names of the API for programs, the usual words for people who read Vietnamese. Pure. */
import type { SheetLanguage } from '../spreadsheet/sheet-form';
import type { Cell } from '../spreadsheet/table';
import { capitalise } from '../text/capitalise';
import { VALUES, type ColumnKey } from './columns';

/** The words of the columns that have a list of them; the first is the one that is written. */
const WORDED: Partial<Record<ColumnKey, Readonly<Record<string, readonly string[]>>>> = {
  level: VALUES.level,
  kind: VALUES.kind,
  status: VALUES.status,
  documentKind: VALUES.documentKind,
};

export const FLAGS: readonly ColumnKey[] = ['pilot', 'onTime', 'ofCampaign', 'overdue', 'byFile'];

/** What may stand in the column; undefined where it has no list of words. */
export function wordsOfColumn(key: ColumnKey, language: SheetLanguage): string[] | undefined {
  if (FLAGS.includes(key)) return [true, false].map((flag) => String(writeValue(flag, key, language)));
  const words = WORDED[key];
  return words && Object.keys(words).map((value) => String(writeValue(value, key, language)));
}

/** Comes back in as the same value. */
export function writeValue(cell: Cell, key: ColumnKey, language: SheetLanguage): Cell {
  if (language === 'en' || cell === null) return cell;
  if (typeof cell === 'boolean') return capitalise((cell ? VALUES.flag.yes : VALUES.flag.no)[0] ?? '');
  const word = typeof cell === 'string' ? WORDED[key]?.[cell]?.[0] : undefined;
  return word === undefined ? cell : capitalise(word);
}
