/** What came of each row of a file, and of an import as a whole. */
import type { Day } from '../day';
import type { Problem } from '../problem';
import type { Message } from '../words/message';
import type { ColumnKey } from './columns';

/** What a table is about; `figures` are counted here, and never imported. */
export type TableKind =
  'organizations' | 'documents' | 'congresses' | 'values' | 'ratings' | 'declarations' | 'events' | 'figures';

export interface RowVerdict {
  /** As the spreadsheet or the editor numbers it. */
  row: number;
  /** The code that the row is about, as the row has it. */
  code: string;
  /** What was recorded: nothing when all of it was known. */
  done: readonly string[];
  /** The first day on which the plan holds that was recorded. */
  since?: Day;
  refusal?: RowRefusal;
}

/** A table that a file may have several of. */
export interface SheetPlace {
  file: string;
  /** Null where the file has no sheets. */
  sheet: string | null;
  /** Left out although it has a table. */
  isHidden?: boolean;
}

export interface RowRefusal {
  problem: Problem;
  /** The heading of the cell at fault, as the file writes it, and its place in the row; null when it is the row as a whole. */
  column: { heading: string; index: number } | null;
  /** The value of that cell: as it was written, but a date cell as whoever is told writes days. */
  value: string | Message | null;
}

export interface TableVerdict {
  file: string;
  sheet: string | null;
  kind: TableKind;
  /** Number of the row with the headings. */
  headingRow: number;
  /** The heading of each column as the file writes it, by the name of the column. */
  headings: ReadonlyMap<string, string>;
  /** Headings that mean nothing here, and were left out. */
  ignored: readonly string[];
  /** Headings that are not quite ours, and the columns that they were taken for. */
  taken: readonly { heading: string; key: ColumnKey }[];
  /** Rows without a code that say nothing else: totals, names of groups, signatures. */
  leftOut: readonly number[];
  rows: readonly RowVerdict[];
}

/** What plans change if they hold since days that have passed. */
export interface PastChange {
  plans: number;
  /** The first day since which one holds, and the business day: figures of the days between them may differ from what they were. */
  from: Day;
  today: Day;
  /** Published briefings with a cut-off in that time: they stay, and show restatements. */
  briefings: number;
}

export interface ImportVerdict {
  /** What came of the campaign file. */
  campaign: 'made' | 'changed' | 'unchanged' | 'not given';
  tables: readonly TableVerdict[];
  /** Sheets in which no table was found, beside others in which there was one. */
  leftOut: readonly SheetPlace[];
  /** Events in the log; null when none was recorded. */
  positions: { first: number; last: number } | null;
  /** Null unless congresses were known before, and figures of days that have passed have changed. */
  past: PastChange | null;
}

export function refusalsOf({ tables }: Pick<ImportVerdict, 'tables'>): { table: TableVerdict; row: RowVerdict }[] {
  return tables.flatMap((table) =>
    table.rows.filter((row) => row.refusal !== undefined).map((row) => ({ table, row })),
  );
}
