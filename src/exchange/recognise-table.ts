/** Finds the headings of a table, and with them its subject and the place of each column. Pure. */
import { Problem } from '../problem';
import { foldWord, textOf } from '../spreadsheet/read-cell';
import type { FileTable, ReadCell, TableRow } from '../spreadsheet/table';
import { shorten } from '../text/shorten';
import { COLUMNS, type ColumnKey } from './columns';
import type { TableKind } from './verdict';
import { plain } from '../words/message';

export interface RecognisedTable {
  table: FileTable;
  kind: TableKind;
  headingRow: TableRow;
  /** The index of each column in a row, from 0. */
  columns: ReadonlyMap<ColumnKey, number>;
  /** Headings that are not recognised. */
  ignored: readonly string[];
  /** The rows below the headings that have a subject. */
  rows: readonly TableRow[];
  /** Numbers of those that name nothing and say nothing: totals, names of groups, signatures. */
  leftOut: readonly number[];
}

interface Shape {
  kind: TableKind;
  needs: readonly ColumnKey[];
  /** At least one of these tells this kind from the others. */
  oneOf: readonly ColumnKey[];
  /** A row in which all of these are empty has no subject. */
  says?: readonly ColumnKey[];
  /** Optional. Columns that can be derived from others are recognised, but not read. */
  others: readonly ColumnKey[];
}

const REPORT: readonly ColumnKey[] = ['heldOn', 'delegatesSummoned', 'delegatesAttended', 'committeeElected', 'note'];

export const SHAPES: readonly Shape[] = [
  {
    kind: 'events',
    needs: ['position', 'recordedAt', 'day', 'eventKind', 'organization'],
    oneOf: ['status'],
    others: ['by', 'reason', 'pilot', 'plannedOn', ...REPORT, 'thing', 'record', 'since', 'byFile', 'mark'],
  },
  {
    kind: 'figures',
    needs: ['organization', 'planned', 'completed'],
    oneOf: ['asOf', 'remaining'],
    others: [
      'name',
      'level',
      'pilot',
      'overdue',
      'pastDeadline',
      'completedOnTime',
      'completedLate',
      'postponed',
      'rate',
      'dueByNow',
    ],
  },
  {
    kind: 'congresses',
    needs: ['organization'],
    says: ['organization', 'plannedOn', 'heldOn', 'status'],
    oneOf: ['plannedOn', 'heldOn', 'pilot', 'status'],
    others: ['name', 'level', 'reason', 'since', 'deadline', 'dueOn', 'overdue', 'onTime', 'version', ...REPORT],
  },
  {
    kind: 'documents',
    needs: ['number', 'issuedOn'],
    says: ['number', 'issuedOn'],
    oneOf: ['issuedBy', 'title'],
    others: ['organization', 'documentKind', 'issuedByEn', 'titleEn', 'link', 'ofCampaign', 'reason'],
  },
  {
    kind: 'values',
    needs: ['organization', 'indicator'],
    says: ['organization', 'indicator'],
    // The columns of months, where each has one, are found by what they are called.
    oneOf: ['indicator'],
    others: ['name', 'indicatorName', 'month', 'value', 'year', 'reason', 'version'],
  },
  {
    kind: 'ratings',
    needs: ['organization', 'year'],
    says: ['organization', 'finishedOn'],
    oneOf: ['excellent', 'good', 'satisfactory', 'unsatisfactory', 'unnamed'],
    others: ['name', 'finishedOn', 'reason', 'version'],
  },
  {
    kind: 'declarations',
    needs: ['organization', 'completed', 'asOf'],
    says: ['organization', 'asOf'],
    oneOf: ['completed'],
    others: ['name', 'level', 'note', 'reason', 'version'],
  },
  {
    kind: 'organizations',
    needs: ['code', 'name'],
    says: ['code', 'parent', 'level'],
    oneOf: ['parent', 'level', 'kind'],
    others: ['nameEn', 'region'],
  },
];

/** There may be titles and blank lines above the headings, within so many rows. */
const LOOKED_AT = 30;

export function recogniseTable(table: FileTable): RecognisedTable {
  const found = table.rows
    .slice(0, LOOKED_AT)
    .flatMap((row) => SHAPES.flatMap((shape) => fit(row, shape) ?? []))
    .sort((a, b) => b.columns.size - a.columns.size)
    .at(0);
  if (found === undefined) throw unknown(table);
  const { shape, row, columns, ignored } = found;
  const below = table.rows.filter(({ number }) => number > row.number);
  const rows = below.filter((each) => says(each, shape, columns));
  const leftOut = below.flatMap((each) => (says(each, shape, columns) ? [] : [each.number]));
  return { table, kind: shape.kind, headingRow: row, columns, ignored, rows, leftOut };
}

function says({ cells }: TableRow, shape: Shape, columns: ReadonlyMap<ColumnKey, number>): boolean {
  if (shape.says === undefined) return true;
  return shape.says.some((key) => (cells[columns.get(key) ?? -1] ?? null) !== null);
}

interface Fit {
  shape: Shape;
  row: TableRow;
  columns: Map<ColumnKey, number>;
  ignored: string[];
}

function fit(row: TableRow, shape: Shape): Fit | undefined {
  const columns = new Map<ColumnKey, number>();
  const ignored: string[] = [];
  const keys = [...shape.needs, ...shape.oneOf, ...shape.others];
  row.cells.forEach((cell, index) => {
    if (cell === null) return;
    const key = keys.find((each) => !columns.has(each) && meansColumn(cell, each));
    if (key === undefined) ignored.push(textOf(cell));
    else columns.set(key, index);
  });
  const fits = shape.needs.every((key) => columns.has(key)) && shape.oneOf.some((key) => columns.has(key));
  return fits ? { shape, row, columns, ignored } : undefined;
}

function meansColumn(cell: ReadCell, key: ColumnKey): boolean {
  return wordsOf(key).has(foldWord(textOf(cell)));
}

const words = new Map<ColumnKey, ReadonlySet<string>>();

function wordsOf(key: ColumnKey): ReadonlySet<string> {
  const known = words.get(key) ?? new Set([COLUMNS[key].en, COLUMNS[key].vi, ...COLUMNS[key].aliases].map(foldWord));
  words.set(key, known);
  return known;
}

function unknown({ file, sheet, rows }: FileTable): Problem {
  const where = sheet === null ? file : `${file}, sheet "${sheet}"`;
  const first = rows
    .at(0)
    ?.cells.flatMap((cell) => (cell === null ? [] : [textOf(cell)]))
    .slice(0, 8)
    .join(' | ');
  const seen = first === undefined ? 'It is empty.' : `Its first row: ${shorten(first, 200)}.`;
  return new Problem(
    'BAD_USER_INPUT',
    plain`${where}: no row of headings was recognised. ${seen} Organizations need code, name and level (mã tổ chức, tên tổ chức, cấp); plans organization and plannedOn (mã tổ chức, ngày dự kiến); reports organization and heldOn (mã tổ chức, ngày tổ chức); documents number, issuedOn and title (số, ký hiệu; ngày ban hành; trích yếu); values of indicators organization, indicator, month and value (mã tổ chức, mã chỉ tiêu, tháng, giá trị); ratings organization, year and the grades (mã tổ chức, năm, hoàn thành xuất sắc …); declared totals organization, completed and asOf (mã tổ chức, số đã hoàn thành, tính đến ngày).`,
  );
}
