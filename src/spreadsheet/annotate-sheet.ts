/** Adds the verdicts to the XML of a sheet, in two columns, and marks the cells at fault. */
import type { CellStyles } from './add-marks';
import { columnAt, lettersOf } from './cell-place';
import { applyEdits, insertAt, removeAttribute, setAttributes, walkXml, type Edit, type Tag } from './edit-xml';
import { MESSAGE_HEADING, VERDICT_HEADING, type RowNote } from './table';
import { escapeCode } from './workbook';
import { widenColumns, type Width } from './widen-columns';

export interface SheetNotes {
  notes: ReadonlyMap<number, RowNote>;
  headings: ReadonlySet<number>;
  /** Where the verdicts go, and the reasons right of them; from 0. */
  column: number;
  /** Whether an earlier run has left verdicts there. */
  isUsed: boolean;
}

export function annotateSheet(xml: string, sheet: SheetNotes, styles: CellStyles): string {
  const edits: Edit[] = [];
  const { data, widths, columns, outdated } = visitRows(xml, {
    isMeant: (number) => textsFor(number, sheet) !== undefined,
    visit: (row) => edits.push(...changeRow(row, sheet, styles)),
  });
  if (data === undefined || edits.length === 0) return xml;
  edits.push(...outdated, ...widenColumns(xml, data, widths, columns, sheet.column));
  return applyEdits(xml, edits);
}

interface RowAt {
  number: number;
  tag: Tag;
  cells: CellAt[];
}

interface CellAt {
  column: number;
  tag: Tag;
  /** Behind it. */
  end: number;
}

interface SheetPlaces {
  data?: Tag;
  widths?: Tag;
  columns: Width[];
  /** Takes out the range of the cells: it is optional, and would no longer be right. */
  outdated: Edit[];
}

interface RowVisitor {
  isMeant: (row: number) => boolean;
  visit: (row: RowAt) => void;
}

/** How far from the root the cells are. */
const CELLS_AT = 3;

/** One row after the other, so that only one is in memory: a sheet may have a million. */
function visitRows(xml: string, { isMeant, visit }: RowVisitor): SheetPlaces {
  const places: SheetPlaces = { columns: [], outdated: [] };
  let number = 0;
  let row: RowAt | undefined;
  walkXml(xml, CELLS_AT, {
    open: (tag) => {
      const { name, depth, end } = tag;
      if (depth === 1 && name === 'sheetData') places.data = tag;
      else if (depth === 1 && name === 'cols') places.widths = tag;
      else if (depth === 1 && name === 'dimension') places.outdated.push({ ...tag, text: '' });
      else if (depth === 2 && name === 'col') places.columns.push({ tag, end });
      else if (depth === 2 && name === 'row') {
        number = Number(tag.attributes['r'] ?? number + 1);
        row = isMeant(number) ? { number, tag, cells: [] } : undefined;
      } else if (depth === CELLS_AT && name === 'c') row?.cells.push({ tag, end, column: placeOf(tag, row) });
    },
    close: (name, { end }, depth) => {
      if (depth === 2 && name === 'row' && row !== undefined) visit(row);
      const cell = depth === CELLS_AT && name === 'c' ? row?.cells.at(-1) : undefined;
      const open = depth === 2 && name === 'col' ? places.columns.at(-1) : cell;
      if (open !== undefined) open.end = end;
      const [dimension] = places.outdated;
      if (depth === 1 && name === 'dimension' && dimension !== undefined) dimension.end = end;
    },
  });
  return places;
}

function placeOf({ attributes: { r } }: Tag, { cells }: RowAt): number {
  const next = (cells.at(-1)?.column ?? -1) + 1;
  return r === undefined ? next : (columnAt(r) ?? next);
}

function changeRow(row: RowAt, sheet: SheetNotes, styles: CellStyles): Edit[] {
  const texts = textsFor(row.number, sheet);
  if (texts === undefined || row.tag.isEmpty) return [];
  const fault = sheet.notes.get(row.number)?.column ?? null;
  // The span is optional, and would no longer be right.
  const edits = removeAttribute(row.tag, 'spans');
  if (fault !== null && fault < sheet.column) edits.push(...markCell(row, fault, styles));
  const beside = row.cells.find(({ column }) => column === sheet.column - 1);
  // Headings look like those beside them.
  const style = sheet.headings.has(row.number) ? (beside?.tag.attributes['s'] ?? '0') : '0';
  texts.forEach((text, index) => {
    edits.push(...putCell(row, sheet.column + index, text, style));
  });
  return edits;
}

/** The texts of the two cells; undefined when the row stays as it is. */
function textsFor(row: number, { notes, headings, isUsed }: SheetNotes): [string, string] | undefined {
  const note = notes.get(row);
  if (headings.has(row)) return [VERDICT_HEADING, MESSAGE_HEADING];
  if (note !== undefined) return [note.verdict, note.message ?? ''];
  return isUsed ? ['', ''] : undefined;
}

function markCell(row: RowAt, column: number, styles: CellStyles): Edit[] {
  const cell = row.cells.find((each) => each.column === column);
  if (cell !== undefined) {
    return setAttributes(cell.tag, { s: String(styles.mark(Number(cell.tag.attributes['s'] ?? 0))) });
  }
  const { prefix } = row.tag;
  const empty = `<${prefix}c s="${styles.mark(0)}" r="${lettersOf(column)}${row.number}"/>`;
  return [insertAt(placeFor(row, column), empty)];
}

function putCell(row: RowAt, column: number, text: string, style: string): Edit[] {
  const cell = row.cells.find((each) => each.column === column);
  if (cell === undefined) return text === '' ? [] : [insertAt(placeFor(row, column), toCell(row, column, text, style))];
  return [{ start: cell.tag.start, end: cell.end, text: toCell(row, column, text, style) }];
}

/** Before the cells that stand further right; what follows the cells of a row stays behind them. */
function placeFor({ cells, tag }: RowAt, column: number): number {
  return cells.find((each) => each.column > column)?.tag.start ?? cells.at(-1)?.end ?? tag.end;
}

function toCell({ number, tag: { prefix } }: RowAt, column: number, text: string, style: string): string {
  const attributes = `r="${lettersOf(column)}${number}"${style === '0' ? '' : ` s="${style}"`}`;
  if (text === '') return `<${prefix}c ${attributes}/>`;
  const inline = `<${prefix}is><${prefix}t xml:space="preserve">${escapeXml(text)}</${prefix}t></${prefix}is>`;
  return `<${prefix}c ${attributes} t="inlineStr">${inline}</${prefix}c>`;
}

function escapeXml(text: string): string {
  return escapeCode(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
