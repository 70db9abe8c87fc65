/** A workbook as it lies in its archive: the parts that its sheets, its texts and its formats are in, and how their XML is written. */
import { posix } from 'node:path';
import { Problem } from '../problem';
import { say } from '../words/message';
import { attributeNamed, readXml, type Attributes } from './xml';
import { findPart, unfold, type ZipEntry } from './zip-archive';

export interface WorkbookSheet {
  name: string;
  isVisible: boolean;
  part: ZipEntry;
}

export interface Workbook {
  /** Those with rows: a sheet that is a chart has none. */
  sheets: WorkbookSheet[];
  /** Whether its days are counted from 1904, as on old Macs. */
  is1904: boolean;
  strings: ZipEntry | undefined;
  /** The list of formats. */
  styles: ZipEntry | undefined;
}

export function brokenWorkbook(name: string): Problem {
  return new Problem(
    'BAD_USER_INPUT',
    say`${name} is a broken XLSX file: open it in a spreadsheet, and save it again.`,
  );
}

/** Undefined when the workbook is broken. */
export function readWorkbook(entries: readonly ZipEntry[]): Workbook | undefined {
  try {
    return readParts(entries);
  } catch {
    return undefined;
  }
}

function readParts(entries: readonly ZipEntry[]): Workbook | undefined {
  const part = linksOf(entries, '').find(({ type }) => type === 'officeDocument')?.target;
  const xml = part === undefined ? undefined : contentOf(entries, part);
  if (part === undefined || xml === undefined) return undefined;
  const links = linksOf(entries, part);
  const partOf = (type: string): ZipEntry | undefined => {
    const link = links.find((each) => each.type === type);
    return link === undefined ? undefined : findPart(entries, link.target);
  };
  const sheets: WorkbookSheet[] = [];
  let is1904 = false;
  readXml(xml, {
    open: (name, attributes) => {
      if (name === 'workbookPr') is1904 = /^(?:1|true|on)$/.test(attributes['date1904'] ?? '');
      if (name !== 'sheet') return;
      const link = links.find(({ id }) => id === attributeNamed(attributes, 'id'));
      if (link?.type !== 'worksheet') return;
      const entry = findPart(entries, link.target);
      if (entry === undefined) throw new Error(`There is no part ${link.target}.`);
      sheets.push({ ...describeSheet(attributes), part: entry });
    },
  });
  return { sheets, is1904, strings: partOf('sharedStrings'), styles: partOf('styles') };
}

function describeSheet({ name = '', state = 'visible' }: Attributes): Omit<WorkbookSheet, 'part'> {
  return { name: unescapeCode(name), isVisible: state === 'visible' };
}

/** Undefined when there is no such part, or it is broken. */
export function contentOf(entries: readonly ZipEntry[], name: string): string | undefined {
  const entry = findPart(entries, name);
  return entry === undefined ? undefined : textOfPart(entry);
}

export function textOfPart(entry: ZipEntry): string | undefined {
  const bytes = unfold(entry);
  return bytes?.[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le', 2) : bytes?.toString();
}

interface Link {
  id: string | undefined;
  /** The last word of its address, which is the same in all versions of the format. */
  type: string;
  target: string;
}

function linksOf(entries: readonly ZipEntry[], part: string): Link[] {
  const folder = posix.dirname(part);
  const xml = contentOf(entries, posix.join(folder, '_rels', `${posix.basename(part)}.rels`));
  const links: Link[] = [];
  if (xml === undefined) return links;
  readXml(xml, {
    open: (name, { Id, Type = '', Target = '', TargetMode }) => {
      if (name !== 'Relationship' || TargetMode === 'External') return;
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target);
      links.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), target });
    },
  });
  return links;
}

/** Libraries that write workbooks escape only the controls among these. */
const BEYOND_XML = /(?![\t\n\u007f-\u009f])\p{Cc}|[\ufffe\uffff]|\p{Surrogate}/gu;
/** The underscore after it may be that of the next code. */
const TAKEN_FOR_CODE = new RegExp(`_(?=x[\\da-fA-F]{4}(?:_|${BEYOND_XML.source}))`, 'gu');
const CODE = /_x([\da-fA-F]{4})_/g;

/**
 * Writes what XML cannot hold as a workbook does, by its number, as `_xFFFE_`; and keeps it from taking a text such as `_x0041_`
 * for that.
 */
export function escapeCode(text: string): string {
  return text
    .replace(TAKEN_FOR_CODE, '_x005F_')
    .replace(BEYOND_XML, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);
}

export function unescapeCode(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(CODE, (_code, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}
