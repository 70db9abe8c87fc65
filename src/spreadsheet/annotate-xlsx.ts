/**
 * Adds the verdicts to a workbook, and marks the cells at fault: in the sheets, and in the list of formats. Every other part, and
 * the rest of the XML, stays as it is.
 */
import { addMarks } from './add-marks';
import { annotateSheet, type SheetNotes } from './annotate-sheet';
import { LAST_COLUMN } from './cell-place';
import { VERDICT_HEADING, type FileTable, type HeadingPlace, type Merge, type RowNote, type TableRow } from './table';
import { brokenWorkbook, readWorkbook, textOfPart } from './workbook';
import { refill, writeZip, type ZipEntry } from './zip-archive';

export function annotateXlsx(
  entries: readonly ZipEntry[],
  tables: readonly FileTable[],
  notes: readonly RowNote[],
  headings: readonly HeadingPlace[],
): Buffer {
  const changed = new Map<ZipEntry, string>();
  const { sheets = [], styles: stylesPart } = readWorkbook(entries) ?? {};
  const styles = addMarks(stylesPart === undefined ? undefined : textOfPart(stylesPart));
  for (const { name, part } of sheets) {
    const table = tables.find(({ sheet }) => sheet === name);
    const sheet = table === undefined ? undefined : notesOf(table, notes, headings);
    if (sheet === undefined) continue;
    const xml = textOfPart(part);
    if (xml === undefined) throw brokenWorkbook(name);
    changed.set(part, annotateSheet(xml, sheet, styles));
  }
  if (stylesPart !== undefined) changed.set(stylesPart, styles.write());
  return writeZip(
    entries.map((entry) => {
      const content = changed.get(entry);
      return content === undefined ? entry : refill(entry, content);
    }),
  );
}

/** Undefined when there is nothing to add to the sheet. */
function notesOf(
  table: FileTable,
  notes: readonly RowNote[],
  headings: readonly HeadingPlace[],
): SheetNotes | undefined {
  const own = notes.filter(({ sheet }) => sheet === table.sheet);
  const places = new Set(headings.filter(({ sheet }) => sheet === table.sheet).map(({ row }) => row));
  if (own.length + places.size === 0) return undefined;
  const heading = table.rows.find(({ number }) => places.has(number));
  const earlier = heading?.cells.lastIndexOf(VERDICT_HEADING) ?? -1;
  const rows = [...places, ...own.map(({ row }) => row)];
  const [top, bottom] = rows.reduce(([least, most], row) => [Math.min(least, row), Math.max(most, row)], [Infinity, 0]);
  // A title may reach further right than the table.
  const beside = table.merges.filter(({ firstRow, lastRow }) => firstRow <= bottom && lastRow >= top);
  const column = earlier < 0 ? findFreeColumns(table.rows, beside, heading?.cells.length ?? 0) : earlier;
  if (column === undefined) return undefined;
  return { notes: new Map(own.map((note) => [note.row, note])), headings: places, column, isUsed: earlier >= 0 };
}

/** Two columns right of everything; where a sheet ends before that, two that are empty, right of the headings. */
function findFreeColumns(rows: readonly TableRow[], merges: readonly Merge[], from: number): number | undefined {
  const cells = rows.reduce((most, row) => Math.max(most, row.cells.length), 0);
  const width = merges.reduce((most, { lastColumn }) => Math.max(most, lastColumn + 1), cells);
  if (width < LAST_COLUMN) return width;
  const used = new Set(rows.flatMap((row) => row.cells.flatMap((cell, column) => (cell === null ? [] : [column]))));
  for (let column = from; column < LAST_COLUMN; column++) {
    const isMerged = merges.some(({ firstColumn, lastColumn }) => firstColumn <= column + 1 && lastColumn >= column);
    if (!used.has(column) && !used.has(column + 1) && !isMerged) return column;
  }
  return undefined;
}
