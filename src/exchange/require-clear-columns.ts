/** Refuses a table in which it is not clear what a column with values means: it would be lost, or taken for another. Pure. */
import { Problem } from '../problem';
import { textOf } from '../spreadsheet/read-cell';
import type { FileTable, TableRow } from '../spreadsheet/table';
import { toSeenText } from '../text/seen-text';
import { shorten } from '../text/shorten';
import { say, type Message } from '../words/message';
import { COLUMNS, type ColumnKey } from './columns';
import type { DoubtfulColumn, Fit, MeantColumn } from './fit-headings';

export interface ClearColumns {
  columns: Map<ColumnKey, number>;
  ignored: string[];
  taken: { heading: string; key: ColumnKey }[];
}

export function requireClearColumns(table: FileTable, fit: Fit, rows: readonly TableRow[]): ClearColumns {
  const { meant, doubtful, headings, shape } = fit;
  const columns = new Map<ColumnKey, number>();
  const taken: ClearColumns['taken'] = [];
  const others = [...fit.ignored];
  for (const [key, same] of byKey(meant)) {
    const first = firstOf(same, rows);
    columns.set(key, first.index);
    if (!first.isSure) taken.push({ heading: headings.get(first.index) ?? '', key });
    for (const { index } of same) {
      if (index === first.index) continue;
      if (shape.isOurs !== true) requireSameValues(table, fit, key, [first.index, index], rows);
      others.push(index);
    }
  }
  for (const column of doubtful) {
    const refusal = objectTo(column, columns, headings.get(column.index) ?? '');
    if (refusal !== undefined && hasValues(rows, column.index)) throw refuse(table, refusal);
    others.push(column.index);
  }
  const named = others.sort((a, b) => a - b).map((index) => headings.get(index) ?? '');
  return { columns, ignored: [...named, ...withoutHeading(fit, rows)], taken };
}

function byKey(meant: readonly MeantColumn[]): Map<ColumnKey, MeantColumn[]> {
  const found = new Map<ColumnKey, MeantColumn[]>();
  for (const column of meant) found.set(column.key, [...(found.get(column.key) ?? []), column]);
  return found;
}

/** A sure one before a guess, one with values before an empty one. */
function firstOf(same: readonly MeantColumn[], rows: readonly TableRow[]): MeantColumn {
  const worth = ({ isSure, index }: MeantColumn): number =>
    same.length === 1 ? 0 : (hasValues(rows, index) ? 2 : 0) + (isSure ? 1 : 0);
  return same.reduce((best, column) => (worth(column) > worth(best) ? column : best));
}

function hasValues(rows: readonly TableRow[], index: number): boolean {
  return rows.some(({ cells }) => (cells[index] ?? null) !== null);
}

function requireSameValues(
  table: FileTable,
  { headings }: Fit,
  key: ColumnKey,
  [first, second]: readonly [number, number],
  rows: readonly TableRow[],
): void {
  const valueOf = ({ cells }: TableRow, index: number): string => toSeenText(textOf(cells[index] ?? null));
  const differing = rows.find((row) => valueOf(row, second) !== '' && valueOf(row, first) !== valueOf(row, second));
  if (differing === undefined) return;
  const [one, other] = [first, second].map(
    (index) => `"${shorten(headings.get(index) ?? '', 100)}" (${letterOf(index)})`,
  );
  const message = say`The columns ${one ?? ''} and ${other ?? ''} both mean "${COLUMNS[key].vi}", and they differ in row ${differing.number}. Keep one of them, or rename the other.`;
  throw refuse(table, message);
}

/** Undefined where every column that it may mean is there already. */
function objectTo(
  { keys, isVague, index }: DoubtfulColumn,
  columns: ReadonlyMap<ColumnKey, number>,
  heading: string,
): Message | undefined {
  const open = keys.filter((key) => !columns.has(key));
  if (open.length === 0 || (isVague && open.length < keys.length)) return undefined;
  const meanings = open.map((key) => `"${COLUMNS[key].vi}"`).join(', ');
  const shown = shorten(heading, 100);
  return say`It is not clear what the heading "${shown}" (column ${letterOf(index)}) means: perhaps ${meanings}. Write that heading, or leave the column out with --ignore-column "${shown}".`;
}

/** Values below no heading are lost: at least that is said. */
function withoutHeading({ headings }: Fit, rows: readonly TableRow[]): string[] {
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  return Array.from({ length: width }, (_, index) => index)
    .filter((index) => !headings.has(index) && hasValues(rows, index))
    .map((index) => `(${letterOf(index)})`);
}

/** As spreadsheets name columns. */
function letterOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last;
}

function refuse({ file, sheet }: FileTable, message: Message): Problem {
  const where = sheet === null ? file : say`${file}, sheet "${sheet}"`;
  return new Problem('BAD_USER_INPUT', say`${where}: ${message}`);
}
