/** Adds the verdicts to a workbook: only the sheets and the list of formats change, every other part is taken over. */
import { addMarks } from './add-marks';
import { annotateSheet, type SheetNotes } from './annotate-sheet';
import { brokenWorkbook } from './recognise-file';
import { VERDICT_HEADING, type HeadingPlace, type RowNote } from './row-note';
import type { FileTable } from './table';
import { contentOf, findStyles, listSheets } from './workbook-sheets';
import { refill, writeZip, type ZipEntry } from './zip-archive';

export function annotateXlsx(
  entries: readonly ZipEntry[],
  tables: readonly FileTable[],
  notes: readonly RowNote[],
  headings: readonly HeadingPlace[],
): Buffer {
  const changed = new Map<string, string>();
  const stylesPart = findStyles(entries);
  const styles = addMarks(contentOf(entries, stylesPart));
  for (const { name, part } of listSheets(entries) ?? []) {
    const table = tables.find(({ sheet }) => sheet === name);
    const sheet = table === undefined ? undefined : notesOf(table, notes, headings);
    if (sheet === undefined) continue;
    const xml = contentOf(entries, part);
    if (xml === undefined) throw brokenWorkbook(name);
    changed.set(part, annotateSheet(xml, sheet, styles));
  }
  if (stylesPart !== undefined) changed.set(stylesPart, styles.write());
  return writeZip(
    entries.map((entry) => {
      const content = changed.get(entry.name);
      return content === undefined ? entry : refill(entry, content);
    }),
  );
}

/** Undefined when nothing is to be said of the sheet. */
function notesOf(
  { sheet, rows }: FileTable,
  notes: readonly RowNote[],
  headings: readonly HeadingPlace[],
): SheetNotes | undefined {
  const own = notes.filter((note) => note.sheet === sheet);
  const places = new Set(headings.filter((each) => each.sheet === sheet).map(({ row }) => row));
  if (own.length + places.size === 0) return undefined;
  const heading = rows.find(({ number }) => places.has(number));
  const earlier = heading?.cells.lastIndexOf(VERDICT_HEADING) ?? -1;
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  return {
    notes: new Map(own.map((note) => [note.row, note])),
    headings: places,
    column: earlier < 0 ? width : earlier,
    isUsed: earlier >= 0,
  };
}
