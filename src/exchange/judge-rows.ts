/** Reads the rows of a table one by one, and keeps the outcome of each. */
import type { Decision } from '../congress/decision';
import type { Day } from '../day';
import { Problem } from '../problem';
import { textOf } from '../spreadsheet/read-cell';
import type { FileTable } from '../spreadsheet/table';
import type { ColumnKey } from './columns';
import { ImportRow } from './read-row';
import type { RecognisedTable } from './recognise-table';
import type { RowRefusal, RowVerdict } from './verdict';
import { say, type Message } from '../words/message';

export class JudgedRow<T> {
  /** What is to be done about the row; undefined when there is nothing to do, or it was refused. */
  value: T | undefined;
  refusal: RowRefusal | undefined;
  /** What was done. */
  readonly done: string[] = [];
  /** The day since which the plan holds that it made. */
  private since: Day | undefined;

  constructor(
    readonly row: ImportRow,
    private readonly keyColumn: ColumnKey,
  ) {}

  /** Does something for the row; a Problem refuses it. */
  attempt<Out>(work: () => Out): Out | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.refuse(error);
      return undefined;
    }
  }

  refuse(problem: Problem): void {
    this.refusal = this.row.refuse(problem);
    this.value = undefined;
  }

  /** Notes a decision that was recorded. */
  take({ kind, plan, file }: Decision): void {
    this.done.push(kind);
    if (plan !== undefined) this.since = file?.since;
  }

  get verdict(): RowVerdict {
    const { row, done, since, refusal } = this;
    const code = textOf(row.cell(this.keyColumn));
    if (refusal !== undefined) return { row: row.number, code, done: [], refusal };
    return { row: row.number, code, done, ...(since !== undefined && { since }) };
  }
}

export interface Reading<T> {
  read: (row: ImportRow) => T;
  /** A table may have only one row with the same key. */
  keyOf: (value: T) => string;
  keyColumn: ColumnKey;
  /** Whether it belongs to a history that is restored. */
  isRestored?: boolean;
  /** Rows of the tables before this one, where only one of all tables may have a key. */
  first?: FirstRows;
}

export type FirstRows = Map<string, { table: FileTable; row: number; text: string }>;

export function judgeRows<T>(
  recognised: RecognisedTable,
  { read, keyOf, keyColumn, isRestored = false, first = new Map() }: Reading<T>,
): JudgedRow<T>[] {
  const { table } = recognised;
  return recognised.rows.map((tableRow) => {
    const judged = new JudgedRow<T>(new ImportRow(recognised, tableRow, isRestored), keyColumn);
    const value = judged.attempt(() => read(judged.row));
    if (value === undefined) return judged;
    const text = JSON.stringify(value);
    const same = first.get(keyOf(value));
    if (same === undefined) {
      first.set(keyOf(value), { table, row: tableRow.number, text });
      judged.value = value;
    } else if (same.text !== text) {
      const where =
        same.table === table ? say`row ${same.row}` : say`row ${same.row} of ${same.table.sheet ?? same.table.file}`;
      judged.refuse(twice(keyOf(value), where, keyColumn));
    }
    return judged;
  });
}

function twice(key: string, row: Message, argument: ColumnKey): Problem {
  const message = say`${key} is already in ${row}, with different values. Keep one of the two rows.`;
  return new Problem('CONFLICT', message, { argument });
}
