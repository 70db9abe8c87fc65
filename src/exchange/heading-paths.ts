/** The headings of columns whose headings are several rows deep: each as the path of the cells above the column. Pure. */
import { textOf } from '../spreadsheet/read-cell';
import type { Merge, TableRow } from '../spreadsheet/table';
import { isEmptyText } from '../text/require-text';
import { isHintOnly } from './heading-words';

/** Deeper headings than these are not looked for. */
export const DEEPEST = 3;

/** By column, from 0, for columns that have any heading; the cell nearest to the values comes last. */
export function pathsOf(rows: readonly TableRow[], merges: readonly Merge[]): Map<number, string[]> {
  const paths = new Map<number, string[]>();
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  for (let column = 0; column < width; column += 1) {
    const path: string[] = [];
    rows.forEach((_row, depth) => {
      const text = headingAt(rows, depth, column, merges);
      if (text !== '' && path.at(-1) !== text) path.push(text);
    });
    const telling = path.filter((text) => !isHintOnly(text));
    if (path.length > 0) paths.set(column, telling.length > 0 ? telling : path.slice(0, 1));
  }
  return paths;
}

function textAt(row: TableRow | undefined, column: number): string {
  const text = textOf(row?.cells[column] ?? null);
  return isEmptyText(text) ? '' : text.replace(/\s+/g, ' ').trim();
}

function headingAt(rows: readonly TableRow[], depth: number, column: number, merges: readonly Merge[]): string {
  const row = rows[depth];
  const own = textAt(row, column);
  if (own !== '' || row === undefined) return own;
  const merge = merges.find(
    ({ firstRow, lastRow, firstColumn, lastColumn }) =>
      firstRow <= row.number && row.number <= lastRow && firstColumn <= column && column <= lastColumn,
  );
  if (merge !== undefined) {
    const first = rows.find(({ number }) => number === merge.firstRow);
    return textAt(first, merge.firstColumn);
  }
  return inherited(rows, depth, column);
}

/** A text format cannot merge cells: what stands over several columns is followed by empty cells, and each of them has a heading of its own below. */
function inherited(rows: readonly TableRow[], depth: number, column: number): string {
  const below = rows.slice(depth + 1);
  const hasBelow = (at: number): boolean => below.some((row) => textAt(row, at) !== '');
  if (below.length === 0 || !hasBelow(column)) return '';
  for (let left = column - 1; left >= 0 && hasBelow(left); left -= 1) {
    const text = textAt(rows[depth], left);
    if (text !== '') return text;
    if (rows.slice(0, depth).some((row) => textAt(row, left) !== '')) return '';
  }
  return '';
}
