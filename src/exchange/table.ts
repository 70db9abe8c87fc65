/** A table as a file has it, whichever format the file is in. */

/** Empty text is null. A Date is a day, at midnight UTC. */
export type Cell = string | number | boolean | Date | null;

export interface TableRow {
  /** As a spreadsheet or editor shows it, from 1; of CSV, the line on which the row begins. */
  number: number;
  cells: readonly Cell[];
}

export interface FileTable {
  file: string;
  sheet: string | null;
  /** All rows, titles and headings with them; rows that are wholly empty are left out. */
  rows: TableRow[];
}
