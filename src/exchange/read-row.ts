/** Reads the cells of a row by the names of their columns; a problem names the cell. */
import { Problem } from '../problem';
import { foldWord, readFlag, readHeldText, readText, readWord, textOf } from '../spreadsheet/read-cell';
import { readCount } from '../spreadsheet/read-count';
import { readDay } from '../spreadsheet/read-day';
import { Unreadable, type Cell, type ReadCell, type TableRow } from '../spreadsheet/table';
import { explainGarbled, findGarbled } from '../text/garbled';
import { isSameText, requireFit } from '../text/require-text';
import { withoutDirectionAround } from '../text/seen-text';
import { shorten } from '../text/shorten';
import { say, type Message } from '../words/message';
import { COLUMN_TEXTS, type TextColumn } from './column-texts';
import { VALUES, type ColumnKey } from './columns';
import type { KnownCodes } from './known-codes';
import type { RecognisedTable } from './recognise-table';
import type { RowRefusal } from './verdict';

type Words<T> = ReadonlyMap<string, T>;

const known = new WeakMap<object, Words<string>>();

/** A date cell is a day, which whoever is told writes in a way of their own. */
function showValue(cell: ReadCell): string | Message | null {
  if (cell === null) return null;
  return cell instanceof Date ? say`${textOf(cell)}` : textOf(cell);
}

/** Every way of writing each value, folded. */
function wordsFor<T extends string>(values: Readonly<Record<T, readonly string[]>>): Words<T> {
  const made = known.get(values) as Words<T> | undefined;
  if (made !== undefined) return made;
  // The value itself as well: sheets of programs have thousands of them, and folding takes time.
  const entries = Object.entries<readonly string[]>(values).flatMap(([value, written]) => [
    [value, value as T] as const,
    ...[value, ...written].map((word) => [foldWord(word), value as T] as const),
  ]);
  const words = new Map(entries);
  known.set(values, words);
  return words;
}

const FLAGS: Words<boolean> = new Map(
  [true, false].flatMap((flag) =>
    (flag ? VALUES.flag.yes : VALUES.flag.no).map((word) => [foldWord(word), flag] as const),
  ),
);

/** One row, and the places of its columns. */
export class ImportRow {
  /** Texts of a history that is restored are taken as a database has held them: they may be older than the rules. */
  constructor(
    private readonly recognised: RecognisedTable,
    private readonly row: TableRow,
    private readonly isRestored = false,
  ) {}

  get number(): number {
    return this.row.number;
  }

  /** Whether the table has the column. */
  has(key: ColumnKey): boolean {
    return this.recognised.columns.has(key);
  }

  cell(key: ColumnKey): ReadCell {
    const index = this.recognised.columns.get(key);
    return index === undefined ? null : (this.row.cells[index] ?? null);
  }

  /** By the rule of the column; one that equals `stored` is taken as it is stored. */
  text(key: TextColumn, stored?: string | null): string | null {
    if (this.isRestored) return this.held(key);
    return this.read(key, (cell) => {
      if (stored == null || !isSameText(textOf(cell), stored)) requireIntact(cell);
      return readText(this.shownAs(cell, key), COLUMN_TEXTS[key], key, stored);
    });
  }

  /** To the last space, for a text that is not recorded, or whose rule is checked later. */
  held(key: ColumnKey): string | null {
    return this.read(key, (cell) => {
      if (!this.isRestored) requireIntact(cell);
      return readHeldText(this.shownAs(cell, key));
    });
  }

  /** A code, by those that there are: a person knows it again where a keyboard or a spreadsheet has changed it. */
  code(key: 'organization' | 'parent' | 'code', codes: KnownCodes): string | null {
    const text = this.text(key);
    if (text === null || this.isRestored) return text;
    const shown = this.row.shown?.get(this.recognised.columns.get(key) ?? -1);
    return this.read(key, (cell) =>
      codes.find(typeof cell === 'string' ? text : (cell ?? text), shown, key === 'code'),
    );
  }

  day(key: ColumnKey): string | null {
    const { order, refused } = this.recognised.dates;
    const why = refused.get(key)?.get(this.row.number);
    if (why !== undefined) throw new Problem('BAD_USER_INPUT', why, { argument: key });
    return this.readFit(key, (cell) => readDay(cell, order));
  }

  count(key: ColumnKey): number | null {
    return this.readFit(key, readCount);
  }

  flag(key: ColumnKey): boolean | null {
    return this.readFit(key, (cell) => readFlag(cell, FLAGS));
  }

  word<T extends string>(key: ColumnKey, values: Readonly<Record<T, readonly string[]>>): T | null {
    return this.readFit(key, (cell) => readWord(cell, wordsFor<T>(values)));
  }

  /** Turns a Problem into a refusal: of the cell in the column that it names, or of the row as a whole. */
  refuse(problem: Problem): RowRefusal {
    const index = this.recognised.columns.get(problem.details.argument as ColumnKey);
    if (index === undefined) return { problem, column: null, value: null };
    const heading = this.recognised.headings.get(index) ?? '';
    const cell = this.row.cells[index] ?? null;
    return { problem, column: { heading, index }, value: showValue(cell) };
  }

  /** Whether the cell is covered by one above it: a spreadsheet keeps the value of the first one only. */
  isCovered(key: ColumnKey): boolean {
    const index = this.recognised.columns.get(key) ?? -1;
    return this.recognised.table.merges.some(
      ({ firstRow, lastRow, firstColumn, lastColumn }) =>
        firstRow < this.number && this.number <= lastRow && firstColumn <= index && index <= lastColumn,
    );
  }

  private shown(key: ColumnKey): string | undefined {
    return this.row.shown?.get(this.recognised.columns.get(key) ?? -1);
  }

  /** In a column of texts, a number is what the sheet shows for it. */
  private shownAs(cell: Cell, key: ColumnKey): Cell {
    return typeof cell === 'number' ? (this.shown(key) ?? cell) : cell;
  }

  /** The text itself is not kept, but characters that no text may have are still a mistake. */
  private readFit<T>(key: ColumnKey, read: (cell: Cell) => T): T {
    return this.read(key, (cell) => {
      try {
        if (typeof cell === 'string') requireFit(withoutDirectionAround(cell), key);
        return read(cell);
      } catch (error) {
        requireIntact(cell);
        throw error;
      }
    });
  }

  private read<T>(key: ColumnKey, read: (cell: Cell) => T): T {
    try {
      return read(requireValue(this.cell(key)));
    } catch (error) {
      throw error instanceof Problem ? new Problem(error.code, error.said, { ...error.details, argument: key }) : error;
    }
  }
}

/** What was broken on its way is not recorded as if somebody had written it so. */
function requireIntact(cell: Cell): void {
  const garbled = typeof cell === 'string' ? findGarbled(cell) : undefined;
  if (garbled !== undefined) throw new Problem('BAD_USER_INPUT', explainGarbled(garbled));
}

/** What the file has no value for must not pass for an empty cell, which changes nothing. */
function requireValue(cell: ReadCell): Cell {
  if (!(cell instanceof Unreadable)) return cell;
  const shown = shorten(cell.text);
  const message =
    cell.kind === 'SHIFTED'
      ? say`The cell shows ${cell.text} with a time that it hides, as programs write it when they mean the midnight after, which begins the next day. Write the day itself, as text.`
      : cell.kind === 'ERROR'
        ? say`The cell shows the error ${shown}. Correct its formula, or write the value itself.`
        : say`The cell has the formula ${shown}, and the file does not have its result. Open the file in a spreadsheet and save it, or write the value itself.`;
  throw new Problem('BAD_USER_INPUT', message);
}
