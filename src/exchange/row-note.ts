/** What became of a row of a file. */

export interface RowNote {
  /** Null where the file has no sheets. */
  sheet: string | null;
  row: number;
  verdict: string;
  message: string | null;
  /** The cell at fault, from 0; null when it is not one cell. */
  column: number | null;
}

/** Where the headings of a sheet stand. */
export interface HeadingPlace {
  sheet: string | null;
  row: number;
}

export const VERDICT_HEADING = 'Kết quả / Result';
export const MESSAGE_HEADING = 'Lý do / Reason';
