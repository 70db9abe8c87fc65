/** Finds the headings of a table, and with them its subject, the place of each column and the rows that say something. Pure. */
import { Problem } from '../problem';
import { textOf } from '../spreadsheet/read-cell';
import type { DayOrder } from '../spreadsheet/read-day';
import type { FileTable, TableRow } from '../spreadsheet/table';
import { shorten } from '../text/shorten';
import { say } from '../words/message';
import type { ColumnKey } from './columns';
import { fitTable, nearestRow } from './fit-headings';
import { judgeDates, type DateVerdict } from './judge-dates';
import { requireClearColumns } from './require-clear-columns';
import { sortRows } from './sort-rows';
import type { TableKind } from './verdict';

export interface RecognisedTable {
  table: FileTable;
  kind: TableKind;
  /** The last one, when the headings are several rows deep. */
  headingRow: TableRow;
  /** What stands above each column, from 0. */
  headings: ReadonlyMap<number, string>;
  /** The index of each column in a row, from 0. */
  columns: ReadonlyMap<ColumnKey, number>;
  /** Columns of one month each, from 0. */
  months: readonly number[];
  /** Headings that are not recognised. */
  ignored: readonly string[];
  /** Headings that are not quite ours, and what they were taken for. */
  taken: readonly { heading: string; key: ColumnKey }[];
  /** The rows below the headings that have a subject. */
  rows: readonly TableRow[];
  /** Numbers of those that name nothing and say nothing: totals, names of groups, signatures. */
  leftOut: readonly number[];
  /** Numbers of rows that are left out as well unless their code is one of an organization. */
  asides: ReadonlySet<number>;
  dates: DateVerdict;
}

export interface RecognitionOptions {
  /** Which of the two numbers in `05/02/2025` is the day; undefined for the rule, and what the columns prove against it. */
  dates?: DayOrder | undefined;
  /** Headings of columns to leave out. */
  ignoreColumns?: readonly string[] | undefined;
}

export function recogniseTable(table: FileTable, options: RecognitionOptions = {}): RecognisedTable {
  const found = fitTable(table, options.ignoreColumns ?? []);
  if (found === undefined) throw unknown(table);
  const { shape, headingRows, headings, months } = found;
  const headingRow = headingRows.at(-1) ?? { number: 0, cells: [] };
  const sorted = sortRows(table, found);
  const { columns, ignored, taken } = requireClearColumns(table, found, sorted.rows);
  const dates = judgeDates(sorted.rows, shape, columns, options.dates);
  return { table, kind: shape.kind, headingRow, headings, columns, months, ignored, taken, ...sorted, dates };
}

/** Cells that are shown of a sheet without headings. */
const SHOWN = 8;

/** The table may be none: a sheet of instructions, or a chart's data. */
export class NoHeadings extends Problem {}

function unknown(table: FileTable): Problem {
  const { file, sheet, rows } = table;
  const where = sheet === null ? file : say`${file}, sheet "${sheet}"`;
  const nearest = nearestRow(table);
  const shown = (nearest?.row ?? rows.at(0))?.cells
    .flatMap((cell) => (cell === null ? [] : [textOf(cell)]))
    .slice(0, SHOWN)
    .join(' | ');
  const seen =
    shown === undefined
      ? say`It is empty.`
      : nearest === undefined
        ? say`Its first row: ${shorten(shown, 200)}.`
        : say`Row ${nearest.row.number} has too few of them: ${shorten(shown, 200)}.`;
  // With several of the headings it is a table that somebody counts on.
  const Kind = (nearest?.count ?? 0) > 1 ? Problem : NoHeadings;
  return new Kind(
    'BAD_USER_INPUT',
    say`${where}: no row of headings was recognised. ${seen} Organizations need code, name and level (mã tổ chức, tên tổ chức, cấp); plans organization and plannedOn (mã tổ chức, ngày dự kiến); reports organization and heldOn (mã tổ chức, ngày tổ chức); documents number, issuedOn and title (số, ký hiệu; ngày ban hành; trích yếu); values of indicators organization, indicator, month and value (mã tổ chức, mã chỉ tiêu, tháng, giá trị); ratings organization, year and the grades (mã tổ chức, năm, hoàn thành xuất sắc …); declared totals organization, completed and asOf (mã tổ chức, số đã hoàn thành, tính đến ngày).`,
  );
}
