/** Finds the cells of a table that have values of indicators: one in each row beside its month, or one in the column of each month. */
import { Problem } from '../problem';
import { textOf } from '../spreadsheet/read-cell';
import type { TableRow } from '../spreadsheet/table';
import { say } from '../words/message';
import { findMonth, findMonthOfYear, inYear, readMonth, readYear } from './read-month';
import { ImportRow } from './read-row';
import type { RecognisedTable } from './recognise-table';

export interface ValueCell {
  /** The row, with this cell as its value. */
  row: ImportRow;
  /** Throws a Problem when there is none. */
  readMonth: () => string;
}

interface MonthColumn {
  index: number;
  heading: string;
  /** Undefined where the heading does not say its year. */
  month: string | undefined;
  ofYear: number | undefined;
}

/** Finds the cells of a row that say something. */
export function openValueCells(recognised: RecognisedTable): (row: TableRow) => ValueCell[] {
  const months = monthColumnsOf(recognised);
  const { columns } = recognised;
  const isLong = columns.has('month') && columns.has('value');
  requireOneLayout(recognised, months, isLong);
  if (isLong) {
    return (tableRow) => {
      const row = new ImportRow(naming(recognised), tableRow);
      return isEmpty(row) ? [] : [{ row, readMonth: () => readMonth(requireMonthText(row)) }];
    };
  }
  return (tableRow) =>
    months.flatMap(({ index, month, ofYear }) => {
      const row = new ImportRow(naming(recognised, index), tableRow);
      if (isEmpty(row)) return [];
      requireNoVersion(row);
      return [{ row, readMonth: () => month ?? inYear(readYear(textOf(row.cell('year'))), ofYear ?? 0) }];
    });
}

/** What the rules of values call the code is the column of the indicator; in a column of a month, the cell is month and value at once. */
function naming(recognised: RecognisedTable, index?: number): RecognisedTable {
  const columns = new Map(recognised.columns);
  const indicator = columns.get('indicator');
  if (indicator !== undefined) columns.set('code', indicator);
  if (index !== undefined) columns.set('value', index).set('month', index);
  return { ...recognised, columns };
}

function monthColumnsOf({ headings, months }: RecognisedTable): MonthColumn[] {
  return months.map((index) => {
    const heading = headings.get(index) ?? '';
    const month = findMonth(heading);
    const ofYear = month === undefined ? findMonthOfYear(heading) : undefined;
    return { index, heading, month, ofYear };
  });
}

function requireOneLayout({ table, columns }: RecognisedTable, months: readonly MonthColumn[], isLong: boolean): void {
  const where = table.sheet === null ? table.file : `${table.file}, "${table.sheet}"`;
  const refuse = (message: ReturnType<typeof say>): never => {
    throw new Problem('BAD_USER_INPUT', message);
  };
  const headings = months.map(({ heading }) => heading).join(', ');
  if (months.length === 0 && !isLong) {
    refuse(
      say`${where}: the values of indicators need the columns month (tháng) and value (giá trị), or a column for each month such as 02/2020.`,
    );
  }
  if (months.length > 0 && (columns.has('value') || columns.has('month'))) {
    refuse(
      say`${where}: it has columns of months (${headings}), and also a column for the month or the value. Keep one way of writing the values.`,
    );
  }
  const isWithoutYear = months.some(({ month }) => month === undefined);
  if (isWithoutYear && !columns.has('year')) {
    refuse(
      say`${where}: the columns of months (${headings}) do not all say their year. Write them as 02/2020, or add a column year (năm).`,
    );
  }
}

function isEmpty(row: ImportRow): boolean {
  return row.cell('value') === null;
}

function requireMonthText(row: ImportRow): string {
  const cell = row.cell('month');
  if (cell !== null) return textOf(cell);
  throw new Problem('BAD_USER_INPUT', say`The month is missing. Write it as 02/2020.`, { argument: 'month' });
}

/** A version is of one value, and such a row has many. */
function requireNoVersion(row: ImportRow): void {
  if (row.cell('version') === null) return;
  const message = say`A version belongs to one value, and this row has one for each month. Leave it out.`;
  throw new Problem('BAD_USER_INPUT', message, { argument: 'version' });
}
