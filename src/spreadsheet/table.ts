/** A table as a file has it, whichever format the file is in, and the notes on its rows that are written back. */

/** Empty text is null. A Date is a day, at midnight UTC. */
export type Cell = string | number | boolean | Date | null;

export interface TableRow {
  /** As a spreadsheet or editor shows it, from 1; in CSV, the line on which the row begins. */
  number: number;
  cells: readonly Cell[];
}

export interface FileTable {
  file: string;
  sheet: string | null;
  /** All rows, including titles and headings; rows that are wholly empty are left out. */
  rows: TableRow[];
}

/** What became of a row. */
export interface RowNote {
  /** Null where the file has no sheets. */
  sheet: string | null;
  row: number;
  verdict: string;
  message: string | null;
  /** The cell at fault, from 0; null when it is not one cell. */
  column: number | null;
}

/** The row that has the headings of a sheet. */
export interface HeadingPlace {
  sheet: string | null;
  row: number;
}

export const VERDICT_HEADING = 'Kết quả / Result';
export const MESSAGE_HEADING = 'Lý do / Reason';
