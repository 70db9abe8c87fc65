/** Workbooks from XML that a test writes down: only the parts that it is about, in the archive that they lie in. */
import { refill, writeZip, type ZipEntry } from '../../src/spreadsheet/zip-archive';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

export interface WrittenBook {
  /** The content of `worksheet`, or of `sheetData` alone, by the name of the sheet. */
  sheets: Readonly<Record<string, string>>;
  /** By the name of the sheet. */
  states?: Readonly<Record<string, string>>;
  /** The content of `sst`. */
  strings?: string;
  /** The content of `styleSheet`. */
  styles?: string;
  /** Of `workbookPr`, such as `date1904="1"`. */
  settings?: string;
  /** Other parts, whole, by name; they replace those of the same name. */
  parts?: Readonly<Record<string, string>>;
}

export function writeBook(book: WrittenBook): Buffer {
  return writeArchive({ ...partsOf(book), ...book.parts });
}

export function writeArchive(parts: Readonly<Record<string, string>>): Buffer {
  return writeZip(Object.entries(parts).map(([name, content]) => entryOf(name, content)));
}

function entryOf(name: string, content: string): ZipEntry {
  const empty = Buffer.alloc(0);
  const entry = {
    name,
    method: 0,
    modified: 0,
    crc: 0,
    compressedSize: 0,
    size: 0,
    isEncrypted: false,
    compressed: empty,
  };
  return refill(entry, content);
}

/** Of a row of cells, each with its XML; they have no references. */
export function sheetOf(...rows: readonly (readonly string[])[]): string {
  return `<sheetData>${rows.map((cells) => `<row>${cells.join('')}</row>`).join('')}</sheetData>`;
}

/** A cell with its text in it. */
export function text(content: string): string {
  return `<c t="inlineStr"><is><t xml:space="preserve">${content}</t></is></c>`;
}

function partsOf({ sheets, states = {}, strings, styles, settings = '' }: WrittenBook): Record<string, string> {
  const names = Object.keys(sheets);
  const listed = names.map(
    (name, index) =>
      `<sheet name="${name}" sheetId="${index + 1}" state="${states[name] ?? 'visible'}" r:id="s${index}"/>`,
  );
  const links = names.map((_name, index) =>
    linkOf(`s${index}`, `${OFFICE}/worksheet`, `worksheets/sheet${index + 1}.xml`),
  );
  if (strings !== undefined) links.push(linkOf('strings', `${OFFICE}/sharedStrings`, '/xl/sharedStrings.xml'));
  if (styles !== undefined) links.push(linkOf('styles', `${OFFICE}/styles`, 'styles.xml'));
  return {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': linksOf([linkOf('book', `${OFFICE}/officeDocument`, 'xl/workbook.xml')]),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr ${settings}/><sheets>${listed.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': linksOf(links),
    ...Object.fromEntries(
      Object.values(sheets).map((content, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        content.startsWith('<?xml') || /^<(\w+:)?worksheet/.test(content)
          ? content
          : `<worksheet xmlns="${MAIN}">${content}</worksheet>`,
      ]),
    ),
    ...(strings !== undefined && { 'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${strings}</sst>` }),
    ...(styles !== undefined && { 'xl/styles.xml': `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>` }),
  };
}

function linkOf(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`;
}

function linksOf(links: readonly string[]): string {
  return `<Relationships xmlns="${PACKAGE}">${links.join('')}</Relationships>`;
}

/** The list of formats for cells with these formats of numbers: `s="1"` has the first. */
export function stylesOf(...codes: readonly (string | number)[]): string {
  const own = codes.flatMap((code, index) =>
    typeof code === 'number'
      ? []
      : [`<numFmt numFmtId="${164 + index}" formatCode="${code.replaceAll('"', '&quot;')}"/>`],
  );
  const formats = codes.map(
    (code, index) => `<xf numFmtId="${typeof code === 'number' ? code : 164 + index}" fillId="0"/>`,
  );
  return `<numFmts>${own.join('')}</numFmts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><cellXfs><xf numFmtId="0"/>${formats.join('')}</cellXfs>`;
}
