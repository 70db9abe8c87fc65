/** Reads the sheets of a workbook. Hidden rows, such as those that a filter hides, are read like all others. */
import { Problem } from '../problem';
import { fold } from '../text/fold';
import { shorten } from '../text/shorten';
import { say } from '../words/message';
import type { NumberFormat } from './number-format';
import { readFormats } from './read-formats';
import { readSheet, TooSparse, type SheetRules } from './read-sheet';
import { readStrings } from './read-strings';
import type { FileTable } from './table';
import { brokenWorkbook, readWorkbook, textOfPart, type Workbook, type WorkbookSheet } from './workbook';
import { unfoldInChunks, type ZipEntry } from './zip-archive';

/** Which sheets are read. */
export type SheetChoice = (sheets: readonly WorkbookSheet[]) => readonly WorkbookSheet[];

export function visibleSheets(sheets: readonly WorkbookSheet[]): WorkbookSheet[] {
  return sheets.filter(({ isVisible }) => isVisible);
}

/** Those that are hidden only where they can be read. */
export function everySheet(sheets: readonly WorkbookSheet[]): readonly WorkbookSheet[] {
  return sheets;
}

export async function readXlsx(entries: readonly ZipEntry[], name: string, choose: SheetChoice): Promise<FileTable[]> {
  const book = readWorkbook(entries);
  if (book === undefined || book.sheets.length === 0) throw brokenWorkbook(name);
  const sheets = choose(book.sheets);
  try {
    const rules = await readRules(book);
    const tables: FileTable[] = [];
    for (const sheet of sheets) {
      const isHidden = !sheet.isVisible && choose === everySheet;
      const read = readTable(sheet, rules, name);
      const table = await (isHidden ? read.catch(() => undefined) : read);
      if (table !== undefined) tables.push(isHidden ? { ...table, isHidden } : table);
    }
    return tables;
  } catch (error) {
    throw error instanceof Problem ? error : brokenWorkbook(name);
  }
}

/** Also a hidden one. Case and accents do not matter where they do not tell two sheets apart. */
export function sheetNamed(wanted: string, file: string): SheetChoice {
  return (sheets) => {
    const exact = sheets.filter((sheet) => sheet.name === wanted);
    const alike = exact.length > 0 ? exact : sheets.filter((sheet) => fold(sheet.name) === fold(wanted));
    if (alike.length === 1) return alike;
    const known = sheets.map((sheet) => `"${shorten(sheet.name)}"`).join(', ');
    throw new Problem('BAD_USER_INPUT', say`${file} has no sheet "${shorten(wanted)}". Its sheets: ${known}.`);
  };
}

async function readRules({ strings, styles, is1904 }: Workbook): Promise<SheetRules> {
  return {
    is1904,
    strings: strings === undefined ? [] : await readStrings(unfoldInChunks(strings)),
    formats: styles === undefined ? [] : formatsOf(styles),
  };
}

/** Throws when the part is broken: its days could not be told from numbers. */
function formatsOf(part: ZipEntry): NumberFormat[] {
  const xml = textOfPart(part);
  if (xml === undefined) throw new Error('The list of formats is broken.');
  return readFormats(xml);
}

async function readTable(sheet: WorkbookSheet, rules: SheetRules, name: string): Promise<FileTable> {
  try {
    return { file: name, sheet: sheet.name, ...(await readSheet(unfoldInChunks(sheet.part), rules)) };
  } catch (error) {
    if (!(error instanceof TooSparse)) throw error;
    const message = say`${name}, sheet "${shorten(sheet.name)}": its cells are so far apart that they cannot be read. Delete what stands far to the right of the table.`;
    throw new Problem('LIMIT', message);
  }
}
