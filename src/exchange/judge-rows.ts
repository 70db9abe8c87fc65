/** Reads the rows of a table one by one, and keeps with each what came of it. */
import type { Decision } from '../congress/decision';
import type { Day } from '../day';
import { Problem } from '../problem';
import type { ColumnKey } from './columns';
import { textOf } from './read-cell';
import { Row } from './read-row';
import type { Recognised } from './recognise-table';
import type { FileTable } from './table';
import type { RefusedCell, RowVerdict } from './verdict';

export class Judged<T> {
  /** What is to be done about the row; undefined when there is nothing to do, or it was refused. */
  value: T | undefined;
  refusal: RefusedCell | undefined;
  /** What was done. */
  readonly done: string[] = [];
  /** The day since which the plan holds that it made. */
  private since: Day | undefined;

  constructor(
    readonly row: Row,
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
  read: (row: Row) => T;
  /** What a table may have one row of. */
  keyOf: (value: T) => string;
  keyColumn: ColumnKey;
  /** Whether it is part of what is restored. */
  isRestored?: boolean;
  /** What stood in the tables that were judged before this one, where a key may stand in one of them only. */
  first?: FirstRows;
}

export type FirstRows = Map<string, { table: FileTable; row: number; text: string }>;

export function judgeRows<T>(
  recognised: Recognised,
  { read, keyOf, keyColumn, isRestored = false, first = new Map() }: Reading<T>,
): Judged<T>[] {
  const { table } = recognised;
  return recognised.rows.map((tableRow) => {
    const judged = new Judged<T>(new Row(recognised, tableRow, isRestored), keyColumn);
    const value = judged.attempt(() => read(judged.row));
    if (value === undefined) return judged;
    const text = JSON.stringify(value);
    const same = first.get(keyOf(value));
    if (same === undefined) {
      first.set(keyOf(value), { table, row: tableRow.number, text });
      judged.value = value;
    } else if (same.text !== text) {
      const where = same.table === table ? '' : ` of ${same.table.sheet ?? same.table.file}`;
      judged.refuse(twice(keyOf(value), `${same.row}${where}`, keyColumn));
    }
    return judged;
  });
}

function twice(key: string, row: string, argument: ColumnKey): Problem {
  const message = `${key} stands in row ${row} already, with other particulars. Keep one of the two rows.`;
  return new Problem('CONFLICT', message, { argument });
}
