/**
 * Adds the verdicts to a workbook, and marks the cells at fault: in the sheets, and in the list of formats. Every other part, and
 * the rest of the XML, stays as it is.
 */
import { addMarks, type CellStyles } from './add-marks';
import { MESSAGE_HEADING, VERDICT_HEADING, type FileTable, type HeadingPlace, type RowNote } from './table';
import { attributeOf, brokenWorkbook, contentOf, escapeCode, findStyles, listSheets } from './workbook';
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

/** Undefined when there is nothing to add to the sheet. */
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

interface SheetNotes {
  notes: ReadonlyMap<number, RowNote>;
  headings: ReadonlySet<number>;
  /** Where the verdicts go, and the reasons right of them; from 0. */
  column: number;
  /** Whether an earlier run has left verdicts there. */
  isUsed: boolean;
}

const ROW = /<((?:\w+:)?)row((?:\s[^>]*?)?)(?:\/>|>(.*?)<\/(?:\w+:)?row>)/gs;
const CELL = /<(?:\w+:)?c((?:\s[^>]*?)?)(?:\/>|>.*?<\/(?:\w+:)?c>)/gs;
const VERDICT_WIDTH = 16;
const MESSAGE_WIDTH = 70;

function annotateSheet(xml: string, sheet: SheetNotes, styles: CellStyles): string {
  const start = xml.search(/<(?:\w+:)?sheetData[\s>]/);
  const end = xml.search(/<\/(?:\w+:)?sheetData>/);
  if (start < 0 || end < 0) return xml;
  let number = 0;
  const rows = xml.slice(start, end).replace(ROW, (row: string, prefix: string, attributes: string, content = '') => {
    number = Number(attributeOf(attributes, 'r') ?? number + 1);
    const cells = cellsFor(number, sheet);
    if (cells === undefined) return row;
    const fault = sheet.notes.get(number)?.column ?? null;
    // The span is optional, and would no longer be right.
    const kept = attributes.replace(/\sspans\s*=\s*(?:"[^"]*"|'[^']*')/, '');
    return `<${prefix}row${kept}>${changeCells(String(content), { number, prefix, cells, fault }, sheet, styles)}</${prefix}row>`;
  });
  const head = xml.slice(0, start).replace(/<(?:\w+:)?dimension\s[^>]*\/>/, '');
  return widen(head, sheet.column) + rows + xml.slice(end);
}

/** The texts of the two cells; undefined when the row stays as it is. */
function cellsFor(row: number, { notes, headings, isUsed }: SheetNotes): [string, string] | undefined {
  const note = notes.get(row);
  if (headings.has(row)) return [VERDICT_HEADING, MESSAGE_HEADING];
  if (note !== undefined) return [note.verdict, note.message ?? ''];
  return isUsed ? ['', ''] : undefined;
}

interface RowChange {
  number: number;
  prefix: string;
  cells: readonly [string, string];
  fault: number | null;
}

function changeCells(content: string, change: RowChange, { column, headings }: SheetNotes, styles: CellStyles): string {
  const { number, prefix, cells, fault } = change;
  const found = new Map<number, { xml: string; style: number }>();
  let at = -1;
  const rest = content.replace(CELL, (xml: string, attributes: string) => {
    const reference = attributeOf(attributes, 'r');
    at = reference === undefined ? at + 1 : columnOf(reference);
    found.set(at, { xml, style: Number(attributeOf(attributes, 's') ?? 0) });
    return '';
  });
  const place = (index: number): string => `r="${lettersOf(index)}${number}"`;
  if (fault !== null) {
    const old = found.get(fault) ?? { xml: `<${prefix}c ${place(fault)}/>`, style: 0 };
    const bare = old.xml.replace(/^<[^>]*?(?=\/?>)/, (opening) => opening.replace(/\ss\s*=\s*(?:"[^"]*"|'[^']*')/, ''));
    const marked = bare.replace(/^<[\w:]+/, `$& s="${styles.mark(old.style)}"`);
    found.set(fault, { xml: marked, style: 0 });
  }
  // Headings look like those beside them.
  const style = headings.has(number) ? (found.get(column - 1)?.style ?? 0) : 0;
  cells.forEach((text, index) => {
    found.set(column + index, { xml: toCell(text, column + index, change, style), style });
  });
  const ordered = [...found].sort(([one], [other]) => one - other);
  return ordered.map(([, { xml }]) => xml).join('') + rest;
}

function toCell(text: string, column: number, { number, prefix }: RowChange, style: number): string {
  const attributes = `r="${lettersOf(column)}${number}"${style === 0 ? '' : ` s="${style}"`}`;
  if (text === '') return `<${prefix}c ${attributes}/>`;
  const inline = `<${prefix}is><${prefix}t xml:space="preserve">${escapeXml(text)}</${prefix}t></${prefix}is>`;
  return `<${prefix}c ${attributes} t="inlineStr">${inline}</${prefix}c>`;
}

/** Gives the two columns a width, in place of any that they had. */
function widen(head: string, column: number): string {
  const first = column + 1;
  const [, prefix = ''] = /<((?:\w+:)?)worksheet[\s>]/.exec(head) ?? [];
  const widths = [VERDICT_WIDTH, MESSAGE_WIDTH].map((width, index) => {
    const at = first + index;
    return `<${prefix}col min="${at}" max="${at}" width="${width}" customWidth="1"/>`;
  });
  const list = /<(?:\w+:)?cols>(.*?)<\/(?:\w+:)?cols>/s.exec(head)?.[1] ?? '';
  const others = (list.match(/<(?:\w+:)?col\s[^>]*\/>/g) ?? []).flatMap((col) => without(col, first, first + 1));
  const cols = [...others, ...widths].sort((one, other) => minOf(one) - minOf(other)).join('');
  const whole = `<${prefix}cols>${cols}</${prefix}cols>`;
  return list === '' ? `${head}${whole}` : head.replace(/<(?:\w+:)?cols>.*?<\/(?:\w+:)?cols>/s, whole);
}

/** What is left of a range of columns without those from `first` to `last`. */
function without(col: string, first: number, last: number): string[] {
  const min = minOf(col);
  const max = Number(attributeOf(col, 'max') ?? min);
  const reach = (from: number, to: number): string[] =>
    from > to ? [] : [col.replace(/\smin="\d+"/, ` min="${from}"`).replace(/\smax="\d+"/, ` max="${to}"`)];
  return max < first || min > last ? [col] : [...reach(min, first - 1), ...reach(last + 1, max)];
}

function minOf(col: string): number {
  return Number(attributeOf(col, 'min') ?? 1);
}

/** Of `AB12`, from 0. */
function columnOf(reference: string): number {
  const letters = /^[A-Z]+/.exec(reference)?.[0] ?? 'A';
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function lettersOf(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : lettersOf(Math.floor(column / 26) - 1) + last;
}

function escapeXml(text: string): string {
  return escapeCode(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
