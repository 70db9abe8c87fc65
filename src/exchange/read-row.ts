/** Reads the cells of a row by the names of their columns; what is wrong says in which cell. */
import { Problem } from '../problem';
import { requireFit } from '../text/require-text';
import { COLUMN_TEXTS, type TextColumn } from './column-texts';
import { VALUES, type ColumnKey } from './columns';
import { foldWord } from './fold-word';
import { readCount, readDay, readFlag, readHeldText, readText, readWord, textOf } from './read-cell';
import type { Recognised } from './recognise-table';
import type { Cell, TableRow } from './table';
import type { RefusedCell } from './verdict';

type Words<T> = ReadonlyMap<string, T>;

const known = new WeakMap<object, Words<string>>();

/** Every way of writing each value, folded. */
function wordsFor<T extends string>(values: Readonly<Record<T, readonly string[]>>): Words<T> {
  const made = known.get(values) as Words<T> | undefined;
  if (made !== undefined) return made;
  const entries = Object.entries<readonly string[]>(values).flatMap(([value, written]) =>
    [value, ...written].map((word) => [foldWord(word), value as T] as const),
  );
  const words = new Map(entries);
  known.set(values, words);
  return words;
}

const FLAGS: Words<boolean> = new Map(
  [true, false].flatMap((flag) =>
    (flag ? VALUES.flag.yes : VALUES.flag.no).map((word) => [foldWord(word), flag] as const),
  ),
);

/** One row, and where its columns stand. */
export class Row {
  /** Of what is restored every text is taken as a database has held it: it may be older than the rules. */
  constructor(
    private readonly recognised: Recognised,
    private readonly row: TableRow,
    private readonly isRestored = false,
  ) {}

  get number(): number {
    return this.row.number;
  }

  /** Whether the table has the column at all. */
  has(key: ColumnKey): boolean {
    return this.recognised.columns.has(key);
  }

  cell(key: ColumnKey): Cell {
    const index = this.recognised.columns.get(key);
    return index === undefined ? null : (this.row.cells[index] ?? null);
  }

  /** By the rule of the column; what `stands` already is taken as it is. */
  text(key: TextColumn, stands?: string | null): string | null {
    if (this.isRestored) return this.held(key);
    return this.read(key, (cell) => readText(cell, COLUMN_TEXTS[key], key, stands));
  }

  /** To the last space, for what is not recorded, or judged later. */
  held(key: ColumnKey): string | null {
    return this.read(key, readHeldText);
  }

  day(key: ColumnKey): string | null {
    return this.readFit(key, readDay);
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

  /** The refusal that a Problem comes to: at the cell of the column that it names, or of the row as a whole. */
  refuse(problem: Problem): RefusedCell {
    const index = this.recognised.columns.get(problem.details.argument as ColumnKey);
    if (index === undefined) return { problem, column: null, value: null };
    const heading = textOf(this.recognised.headingRow.cells[index] ?? null);
    const cell = this.row.cells[index] ?? null;
    return { problem, column: { heading, index }, value: cell === null ? null : textOf(cell) };
  }

  /** Nothing of the text is kept; what no text may have is a mistake all the same. */
  private readFit<T>(key: ColumnKey, read: (cell: Cell) => T): T {
    return this.read(key, (cell) => {
      if (typeof cell === 'string') requireFit(cell, key);
      return read(cell);
    });
  }

  private read<T>(key: ColumnKey, read: (cell: Cell) => T): T {
    try {
      return read(this.cell(key));
    } catch (error) {
      throw error instanceof Problem
        ? new Problem(error.code, error.message, { ...error.details, argument: key })
        : error;
    }
  }
}
