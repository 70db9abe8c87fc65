/** The parts of a workbook beside its sheets: what it consists of, its names, its properties. Pure. */
import { toXmlText } from './xml-text';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export interface SheetPart {
  name: string;
  /** Of the filter, where it has one, and of the rows that are repeated on each printed page. */
  ranges: { filter?: string; heading: string };
}

export function sheetPath(index: number): string {
  return `xl/worksheets/sheet${index + 1}.xml`;
}

/** In the order in which they are written before the sheets: a reader looks for the types first. */
export function partsBefore(sheets: number, title: string, styles: string): readonly (readonly [string, string])[] {
  return [
    ['[Content_Types].xml', contentTypes(sheets)],
    ['_rels/.rels', PACKAGE_LINKS],
    ['docProps/core.xml', properties(title)],
    ['xl/_rels/workbook.xml.rels', workbookLinks(sheets)],
    ['xl/styles.xml', styles],
  ];
}

function contentTypes(sheets: number): string {
  const override = (part: string, type: string): string => `<Override PartName="/${part}" ContentType="${type}"/>`;
  const overrides = [
    override('xl/workbook.xml', `${TYPES}.sheet.main+xml`),
    ...numbered(sheets, (index) => override(sheetPath(index), `${TYPES}.worksheet+xml`)),
    override('xl/styles.xml', `${TYPES}.styles+xml`),
    override('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'),
  ];
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`;
}

function links(entries: readonly (readonly [type: string, target: string])[]): string {
  const all = entries.map(([type, target], index) => {
    return `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`;
  });
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`;
}

const PACKAGE_LINKS = links([
  [`${OFFICE}/officeDocument`, 'xl/workbook.xml'],
  [`${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
]);

/** The sheets first, so that their numbers are those of their links. */
function workbookLinks(sheets: number): string {
  return links([
    ...numbered(sheets, (index) => [`${OFFICE}/worksheet`, `worksheets/sheet${index + 1}.xml`] as const),
    [`${OFFICE}/styles`, 'styles.xml'],
  ]);
}

/** No names of people and no times: the same rows are the same file. */
function properties(title: string): string {
  return `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${toXmlText(title)}</dc:title><dc:creator>Giao Ban</dc:creator></cp:coreProperties>`;
}

/** Names in the order of the alphabet, as spreadsheets write them. */
export function workbookXml(sheets: readonly SheetPart[]): string {
  const listed = sheets.map(({ name }, index) => {
    return `<sheet name="${toXmlText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`;
  });
  const defined = (name: string, rest: string, which: 'filter' | 'heading'): string[] =>
    sheets.flatMap((sheet, index) => {
      const range = sheet.ranges[which];
      if (range === undefined) return [];
      const whole = toXmlText(`'${sheet.name.replaceAll("'", "''")}'!${range}`);
      return [`<definedName name="${name}" localSheetId="${index}"${rest}>${whole}</definedName>`];
    });
  const names = [
    ...defined('_xlnm._FilterDatabase', ' hidden="1"', 'filter'),
    ...defined('_xlnm.Print_Titles', '', 'heading'),
  ];
  return `${HEAD}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${listed.join('')}</sheets><definedNames>${names.join('')}</definedNames></workbook>`;
}

function numbered<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
