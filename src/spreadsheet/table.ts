/** A table as a file has it, whichever format the file is in, and the notes on its rows that are written back. */

/** Empty text is null. A Date is a day, at midnight UTC. */
export type Cell = string | number | boolean | Date | null;

/** A cell that has something, but no value to take: it must never pass for an empty one. */
export class Unreadable {
  constructor(
    /** A formula whose result is not in the file, an error such as `#REF!`, or a day whose hidden time says that a program meant the next one. */
    readonly kind: 'FORMULA' | 'ERROR' | 'SHIFTED',
    /** The formula with its `=`, the error, or the day that is shown. */
    readonly text: string,
  ) {}
}

export type ReadCell = Cell | Unreadable;

export interface TableRow {
  /** As a spreadsheet or editor shows it, from 1; in CSV, the line on which the row begins. */
  number: number;
  cells: readonly ReadCell[];
  /** What the sheet shows for a number where that is more than its digits, as `01` for 1 under the format `00`; by column, from 0. */
  shown?: ReadonlyMap<number, string>;
}

/** Cells that the sheet shows as one; its first cell has the value. */
export interface Merge {
  firstRow: number;
  lastRow: number;
  /** From 0. */
  firstColumn: number;
  lastColumn: number;
}

export interface FileTable {
  file: string;
  sheet: string | null;
  /** Whether its sheet is hidden. */
  isHidden?: boolean;
  /** All rows, including titles and headings; rows that are wholly empty are left out. */
  rows: TableRow[];
  /** None in a format that cannot merge cells. */
  merges: readonly Merge[];
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
