/** Reads the rows of a sheet while its XML arrives: no more is in memory than what the rows hold. */
import { columnAt, LAST_ROW, rangeOf } from './cell-place';
import type { NumberFormat } from './number-format';
import { detach } from './read-strings';
import { RaisedParts } from './raised-parts';
import { readValue, type ReadingRules, type WrittenCell } from './read-value';
import type { Merge, ReadCell, TableRow } from './table';
import { decodeXml, openXml, type Attributes } from './xml';

export interface SheetRules extends ReadingRules {
  /** By the number that cells name. */
  formats: readonly NumberFormat[];
}

export interface SheetContent {
  rows: TableRow[];
  merges: Merge[];
}

/** Cells of which nearly all are empty, and none is written in the file: a row with one in the last column has 16,384 places. */
const MOST_PLACES = 25_000_000;

export class TooSparse extends Error {}

/** Throws when the sheet is broken, and TooSparse when its cells are too far apart. */
export async function readSheet(content: AsyncIterable<Uint8Array>, rules: SheetRules): Promise<SheetContent> {
  const sheet = new SheetReader(rules);
  const reader = openXml({
    open: (name, attributes) => {
      sheet.open(name, attributes);
    },
    text: (part) => {
      sheet.text(part);
    },
    close: (name) => {
      sheet.close(name);
    },
  });
  for await (const chunk of decodeXml(content)) reader.write(chunk);
  reader.end();
  return { rows: sheet.rows, merges: sheet.merges };
}

class SheetReader {
  readonly rows: TableRow[] = [];
  readonly merges: Merge[] = [];
  private isData = false;
  private row = 0;
  private column = -1;
  private cells: ReadCell[] = [];
  private shown: Map<number, string> | undefined;
  private cell: WrittenCell | undefined;
  private style = 0;
  private isPhonetic = false;
  private readonly raised = new RaisedParts();
  /** The part of the cell whose text is being read. */
  private part: 'value' | 'inline' | 'formula' | undefined;
  private places = 0;

  constructor(private readonly rules: SheetRules) {}

  open(name: string, attributes: Attributes): void {
    if (!this.isData) {
      if (name === 'sheetData') this.isData = true;
      else if (name === 'mergeCell') this.merges.push(...mergeOf(attributes['ref']));
    } else if (name === 'c') this.beginCell(attributes);
    else if (name === 'row') this.beginRow(attributes['r']);
    else if (this.cell !== undefined) {
      this.raised.open(name, attributes);
      this.beginPart(name, this.cell);
    }
  }

  text(part: string): void {
    if (this.part === undefined || this.cell === undefined) return;
    const written = this.part === 'inline' ? this.raised.write(part) : part;
    this.cell[this.part] = (this.cell[this.part] ?? '') + written;
  }

  close(name: string): void {
    if (!this.isData) return;
    this.part = undefined;
    this.raised.close(name);
    if (name === 'c') this.endCell();
    else if (name === 'row') this.endRow();
    else if (name === 'rPh') this.isPhonetic = false;
    else if (name === 'sheetData') this.isData = false;
  }

  private beginRow(reference: string | undefined): void {
    this.row = reference === undefined ? this.row + 1 : Number(reference);
    if (!(this.row >= 1 && this.row <= LAST_ROW)) throw new Error(`There is no row ${this.row}.`);
    this.column = -1;
    this.cells = [];
    this.shown = undefined;
  }

  private beginCell({ r, t = 'n', s }: Attributes): void {
    const column = r === undefined ? this.column + 1 : columnAt(r);
    if (column === undefined) throw new Error(`There is no cell ${r ?? ''}.`);
    this.column = column;
    this.style = s === undefined ? 0 : Number(s);
    this.cell = { type: t, value: undefined, inline: undefined, formula: undefined };
  }

  private beginPart(name: string, cell: WrittenCell): void {
    if (name === 'rPh') this.isPhonetic = true;
    this.part =
      name === 'v' ? 'value' : name === 'f' ? 'formula' : name === 't' && !this.isPhonetic ? 'inline' : undefined;
    if (this.part !== undefined) cell[this.part] ??= '';
  }

  private endCell(): void {
    if (this.cell === undefined) return;
    const format = this.rules.formats[this.style];
    const value = readValue(this.cell, format, this.rules);
    this.cell = undefined;
    if (value === null) return;
    while (this.cells.length < this.column) this.cells.push(null);
    this.cells[this.column] = typeof value === 'string' ? detach(value) : value;
    const shown = typeof value === 'number' ? format?.show?.(value) : undefined;
    if (shown !== undefined) (this.shown ??= new Map()).set(this.column, shown);
  }

  private endRow(): void {
    if (!this.cells.some(isSeen)) return;
    this.places += this.cells.length;
    if (this.places > MOST_PLACES) throw new TooSparse();
    this.rows.push({ number: this.row, cells: this.cells, ...(this.shown !== undefined && { shown: this.shown }) });
  }
}

function isSeen(cell: ReadCell): boolean {
  return cell !== null && (typeof cell !== 'string' || cell.trim() !== '');
}

function mergeOf(reference = ''): Merge[] {
  const merge = rangeOf(reference);
  return merge === undefined ? [] : [merge];
}
