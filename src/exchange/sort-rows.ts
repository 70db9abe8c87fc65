/** Tells the rows of a table that are about something from those that every form has around them. Pure. */
import { parseDay } from '../spreadsheet/parse-day';
import { textOf } from '../spreadsheet/read-cell';
import type { FileTable, ReadCell, TableRow } from '../spreadsheet/table';
import { isEmptyText } from '../text/require-text';
import type { ColumnKey } from './columns';
import type { Fit } from './fit-headings';
import { matchHeading } from './match-heading';
import type { Shape } from './table-shapes';
import { isDashes, isGroupCode, isNumbering, isRemark, isRepeated, isSignature, isTotal } from './form-rows';

export interface SortedRows {
  rows: TableRow[];
  leftOut: number[];
  asides: Set<number>;
}

export function sortRows(table: FileTable, fit: Fit): SortedRows {
  const { shape, headingRows } = fit;
  const last = headingRows.at(-1)?.number ?? 0;
  const below = table.rows.filter(({ number }) => number > last);
  if (shape.isOurs === true) return { rows: below, leftOut: [], asides: new Set() };
  const sorted: SortedRows = { rows: [], leftOut: [], asides: new Set() };
  const columns = columnsOfFit(fit);
  const code = columns.get(shape.says?.[0] ?? 'code')?.[0] ?? -1;
  const flags = [...(columns.get('pilot') ?? []), ...(columns.get('ofCampaign') ?? [])];
  let isBelowHeadings = true;
  let isSigned = false;
  for (const given of below) {
    const row = withoutBlanks(given, flags);
    if (!isBelowHeadings && hasPlainCode(row, code)) {
      sorted.rows.push(row);
      continue;
    }
    const isHeading: boolean = isRepeated(row, headingRows) || (isBelowHeadings && isTranslated(row, fit));
    isBelowHeadings = isHeading || (isBelowHeadings && isNumbering(row));
    isSigned ||= !hasSubject(row, columns, shape) && isSignature(row.cells);
    const meaning = isBelowHeadings || isDashes(given) ? 'form' : meaningOf(row, columns, isSigned, fit);
    if (meaning === 'form') sorted.leftOut.push(row.number);
    else sorted.rows.push(row);
    if (meaning === 'aside') sorted.asides.add(row.number);
  }
  return sorted;
}

/** The headings once more, in other words: `Mã tổ chức` and below it `Code`. */
function isTranslated({ cells }: TableRow, { meant, shape }: Fit): boolean {
  const keys = meant.flatMap(({ key, index }) => (cells[index] == null ? [] : [{ key, text: textOf(cells[index]) }]));
  const isSame = ({ key, text }: (typeof keys)[number]): boolean => {
    const match = matchHeading([text], shape);
    return match.is === 'sure' && match.key === key;
  };
  return keys.length > 1 && keys.every(isSame);
}

type Columns = ReadonlyMap<ColumnKey, readonly number[]>;

function columnsOfFit({ meant }: Fit): Columns {
  const found = new Map<ColumnKey, number[]>();
  for (const { key, index } of meant) found.set(key, [...(found.get(key) ?? []), index]);
  return found;
}

/** A cell in which nothing can be seen is empty, and so is one with a dash, but where that says no. */
function withoutBlanks(row: TableRow, flags: readonly number[]): TableRow {
  const isBlank = (cell: ReadCell, index: number): boolean =>
    typeof cell === 'string' && (isEmptyText(cell) || (DASH.test(cell) && !flags.includes(index)));
  if (!row.cells.some(isBlank)) return row;
  return { ...row, cells: row.cells.map((cell, index) => (isBlank(cell, index) ? null : cell)) };
}

const DASH = /^\s*[-–—―_.…]+\s*$/;

/** `subject`: it is judged. `aside`: only if its code is known. `form`: never. */
function meaningOf(row: TableRow, columns: Columns, isSigned: boolean, { shape }: Fit): 'subject' | 'aside' | 'form' {
  if (shape.says === undefined) return 'subject';
  const cellsOf = (key: ColumnKey): ReadCell[] =>
    (columns.get(key) ?? []).flatMap((index) => (row.cells[index] == null ? [] : [row.cells[index]]));
  const [codeKey = 'code', ...others] = shape.says;
  const code = cellsOf(codeKey);
  const said = others.flatMap((key) => cellsOf(key));
  if (code.length + said.length === 0) return 'form';
  const text = textOf(code[0] ?? null);
  const isSaidAside = isTotal(code) || isGroupCode(text) || (isSigned && isPhrase(text)) || isRemark(row.cells);
  if (code.length > 0 && !isSaidAside) return 'subject';
  const isPartOfForm = isSigned || isTotal(row.cells);
  // In a total or beside a signature only a day is a value: whatever else stands in these columns stands there by chance.
  const isData = (key: ColumnKey): boolean => !isPartOfForm || (shape.days.includes(key) && cellsOf(key).some(isDay));
  if (others.some((key) => cellsOf(key).length > 0 && isData(key))) return 'subject';
  if (code.length > 0) return 'aside';
  return isPartOfForm ? 'form' : 'subject';
}

/** No part of a form has a word with a digit there: most rows need no closer look. */
function hasPlainCode({ cells }: TableRow, index: number): boolean {
  const cell = cells[index] ?? null;
  return typeof cell === 'string' && /^\S*\d\S*$/.test(cell) && /\p{L}|\d{2}/u.test(cell);
}

/** A code, or a day: a row that is about something, whatever its note says. */
function hasSubject({ cells }: TableRow, columns: Columns, { says, days }: Shape): boolean {
  const indexesOf = (keys: readonly ColumnKey[]): number[] => keys.flatMap((key) => columns.get(key) ?? []);
  const isCode = (index: number): boolean => cells[index] != null && !isPhrase(textOf(cells[index]));
  return (
    indexesOf(says?.slice(0, 1) ?? []).some(isCode) || indexesOf(days).some((index) => isDay(cells[index] ?? null))
  );
}

/** Codes have no spaces. */
function isPhrase(text: string): boolean {
  return /\S\s+\S/.test(text) || /^[-+*•(]/.test(text.trim());
}

function isDay(cell: ReadCell): boolean {
  if (cell instanceof Date) return true;
  const text = textOf(cell);
  return (
    (typeof cell === 'string' || typeof cell === 'number') && (parseDay(text).kind !== 'none' || /^\d{5}$/.test(text))
  );
}
