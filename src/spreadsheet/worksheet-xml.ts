/** The XML of a sheet: its head, each row, and what follows the rows, in the order in which the schema of workbooks has them. Pure. */
import { Problem } from '../problem';
import { say } from '../words/message';
import { STYLES, styleOf, type StyleName } from './cell-styles';
import { numberOfDay } from './day-number';
import { heightOf, TITLE_HEIGHT } from './row-height';
import { CUSTOMS, type SheetForm } from './sheet-form';
import type { Cell } from './table';
import type { OutColumn } from './table-writer';
import { validationsOf } from './validation-xml';
import { toInlineText, toXmlText } from './xml-text';

const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DEFAULT_WIDTH = 14;
/** Headings are bold: fewer letters fit than the width of a column says. */
const SHARE_OF_BOLD = 0.9;
/** What a cell of a workbook holds, and a sheet: spreadsheets would cut off the rest. */
const LONGEST_TEXT = 32_767;
const MOST_ROWS = 1_048_576;
/** Rows below the last one for which lists and limits hold, too: people add some. */
const ROOM_BELOW = 1_000;

export interface SheetXml {
  head: string;
  toRow: (row: readonly Cell[]) => string;
  /** Once all rows are written. */
  tail: () => string;
  /** The cells that are filtered, none in a guide, and the rows repeated on each printed page, as names of the workbook have them. */
  ranges: () => { filter?: string; heading: string };
}

export function openSheetXml(
  columns: readonly OutColumn[],
  { language, titles = [] }: SheetForm,
  isGuide = false,
): SheetXml {
  const headingRow = titles.length + 1;
  const styled = columns.map((column, index) => ({ column, letters: lettersOf(index), style: styleOf(column) }));
  const last = lettersOf(Math.max(0, columns.length - 1));
  let lastRow = headingRow;
  const rows = titles.map((title, index) =>
    toRowXml(index + 1, [textCell(`A${index + 1}`, 'title', title)], TITLE_HEIGHT),
  );
  const headings = styled.map(({ column, letters }) => textCell(`${letters}${headingRow}`, 'heading', column.heading));
  rows.push(toRowXml(headingRow, headings, heightOfHeadings(columns)));
  const filter = (): string => `A${headingRow}:${last}${lastRow}`;
  return {
    head: `${headOf(styled, headingRow, isGuide)}<sheetData>${rows.join('')}`,
    toRow: (row) => {
      lastRow += 1;
      if (lastRow > MOST_ROWS) throw tooMany();
      const cells = styled.map(({ column, letters, style }, index) =>
        toCell(row[index] ?? null, column, `${letters}${lastRow}`, style),
      );
      return toRowXml(lastRow, cells, heightOfRow(row, columns));
    },
    tail: () => {
      const place = { firstRow: headingRow + 1, lastRow: Math.min(lastRow + ROOM_BELOW, MOST_ROWS) };
      const validations = validationsOf(columns, (index) => ({ column: lettersOf(index), ...place }));
      const filtered = isGuide ? '' : `<autoFilter ref="${filter()}"/>`;
      return `</sheetData>${filtered}${validations}${printed(CUSTOMS[language].page)}</worksheet>`;
    },
    ranges: () => ({ ...(!isGuide && { filter: absolute(filter()) }), heading: `$${headingRow}:$${headingRow}` }),
  };
}

interface Styled {
  column: OutColumn;
  letters: string;
  style: StyleName;
}

function headOf(columns: readonly Styled[], headingRow: number, isGuide: boolean): string {
  const below = headingRow + 1;
  const view = `<sheetView${isGuide ? '' : ' tabSelected="1"'} workbookViewId="0">
<pane ySplit="${headingRow}" topLeftCell="A${below}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A${below}" sqref="A${below}"/></sheetView>`;
  // What is typed below the last row is taken as the column says, too.
  const cols = columns.map(({ column: { width = DEFAULT_WIDTH }, style }, index) => {
    return `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${STYLES[style]}" customWidth="1"/>`;
  });
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="${NAMESPACE}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>${view}</sheetViews><sheetFormatPr defaultRowHeight="15.75"/><cols>${cols.join('')}</cols>`;
}

/** On A4 across, as wide as the page, with the name of the sheet above and the number of the page below. */
function printed(page: string): string {
  const footer = toXmlText(`&R${page} &P/&N`);
  return `<printOptions gridLines="1"/><pageMargins left="0.5" right="0.5" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddHeader>&amp;C&amp;A</oddHeader><oddFooter>${footer}</oddFooter></headerFooter>`;
}

/** Not as a height of its own: a spreadsheet may fit the row to what is typed into it. */
function toRowXml(row: number, cells: readonly string[], height: number | undefined): string {
  const attributes = height === undefined ? '' : ` ht="${height}"`;
  return `<row r="${row}"${attributes}>${cells.join('')}</row>`;
}

function heightOfHeadings(columns: readonly OutColumn[]): number | undefined {
  return heightOf(
    columns.map(({ heading, width = DEFAULT_WIDTH }) => ({ text: heading, width: width * SHARE_OF_BOLD })),
  );
}

function heightOfRow(row: readonly Cell[], columns: readonly OutColumn[]): number | undefined {
  const texts = columns.flatMap(({ wraps, width = DEFAULT_WIDTH }, index) => {
    const cell = row[index];
    return wraps === true && typeof cell === 'string' ? [{ text: cell, width }] : [];
  });
  return heightOf(texts);
}

/** Nothing for an empty cell: its column says how it looks. */
function toCell(cell: Cell, column: OutColumn, place: string, style: StyleName): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'string') return textCell(place, style, requireShort(cell, column));
  if (typeof cell === 'boolean') return `<c r="${place}" s="${STYLES[style]}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (cell instanceof Date) {
    if (column.kind === 'instant') return textCell(place, style, cell.toISOString());
    const number = numberOfDay(cell);
    if (number === undefined) return textCell(place, 'text', cell.toISOString().slice(0, 10));
    return `<c r="${place}" s="${STYLES[style]}"><v>${number}</v></c>`;
  }
  return column.kind === 'text'
    ? textCell(place, style, String(cell))
    : `<c r="${place}" s="${STYLES[style]}"><v>${cell}</v></c>`;
}

function textCell(place: string, style: StyleName, text: string): string {
  return `<c r="${place}" s="${STYLES[style]}" t="inlineStr">${toInlineText(text)}</c>`;
}

function requireShort(text: string, { heading }: OutColumn): string {
  if (text.length <= LONGEST_TEXT) return text;
  const message = say`A text in the column "${heading}" has ${text.length} characters, and a cell of a workbook holds ${LONGEST_TEXT}. Export it as csv or ndjson.`;
  throw new Problem('LIMIT', message, { limit: LONGEST_TEXT, actual: text.length });
}

function tooMany(): Problem {
  const message = say`There are more rows than the ${MOST_ROWS} of a sheet. Export a part of them with --within, or all of them as csv or ndjson.`;
  return new Problem('LIMIT', message, { limit: MOST_ROWS });
}

/** A, B … Z, AA … */
function lettersOf(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : `${lettersOf(Math.floor(column / 26) - 1)}${last}`;
}

/** `A2:O57` as `$A$2:$O$57`. */
function absolute(range: string): string {
  return range.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2');
}
