/** Reads a file as tables, whatever its format: the content decides, and the name only where the content leaves it open. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { codeOf } from '../process/errno';
import { Problem } from '../problem';
import { readCsv } from './csv';
import { readNdjson } from './ndjson';
import { readXlsx, sheetNamed, visibleSheets } from './read-xlsx';
import type { FileTable } from './table';
import { brokenWorkbook } from './workbook';
import { openZip, type ZipEntry } from './zip-archive';
import { plain } from '../words/message';

/** The visible sheets of a workbook, or the one table of a CSV or NDJSON file. */
export async function readTables(path: string, options: { sheet?: string } = {}): Promise<FileTable[]> {
  const file = await recogniseFile(path);
  switch (file.format) {
    case 'xlsx':
      return readXlsx(
        file.entries,
        file.name,
        options.sheet === undefined ? visibleSheets : sheetNamed(options.sheet, file.name),
      );
    case 'csv':
      return [readCsv(file.text, file.name)];
    case 'ndjson':
      return [readNdjson(file.text, file.name)];
  }
}

export type KnownFile = { name: string } & (
  { format: 'xlsx'; bytes: Buffer; entries: ZipEntry[] } | ({ format: 'csv' | 'ndjson' } & DecodedText)
);

/** The largest file that is read, and the most that a workbook may unpack to. */
const MOST_BYTES = 200 * 1024 * 1024;

const NDJSON_NAME = /\.(ndjson|jsonl)$/i;
const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
const COMPOUND = Buffer.from('D0CF11E0A1B11AE1', 'hex');

export async function recogniseFile(path: string): Promise<KnownFile> {
  const name = basename(path);
  const bytes = await readBytes(path, name);
  if (bytes.subarray(0, 8).equals(COMPOUND)) throw refuseCompound(bytes, name);
  if (bytes.subarray(0, 4).equals(ZIP)) return { name, format: 'xlsx', bytes, entries: openWorkbook(bytes, name) };
  const decoded = decodeText(bytes, name);
  if (/^\s*(<!doctype|<html|<\?xml)/i.test(decoded.text)) {
    throw unusable(name, 'is a web page or XML named like a table: open it in a spreadsheet, and save it as XLSX');
  }
  if (/^\s*\[/.test(decoded.text) && /\.json$/i.test(name)) {
    throw unusable(
      name,
      'is one JSON value: write one object per line (NDJSON), without the brackets and commas around them',
    );
  }
  return { name, format: isNdjson(decoded.text, name) ? 'ndjson' : 'csv', ...decoded };
}

async function readBytes(path: string, name: string): Promise<Buffer> {
  try {
    const { size } = await stat(path);
    if (size > MOST_BYTES) throw unusable(name, 'is larger than 200 MB: split it into several files');
    const bytes = await readFile(path);
    // NDJSON has no headings: an empty file is a table without rows.
    if (bytes.length === 0 && !NDJSON_NAME.test(name)) throw unusable(name, 'is empty: was it saved?');
    return bytes;
  } catch (error) {
    const reasons: Readonly<Record<string, string>> = {
      ENOENT: 'is not there: is the name right?',
      EISDIR: 'is a folder: name a file in it',
      EACCES: 'may not be read by this user: change its permissions',
      EPERM: 'may not be read by this user: change its permissions',
    };
    const reason = reasons[codeOf(error)];
    throw reason === undefined ? error : unusable(path, reason);
  }
}

/** Microsoft's old container holds a workbook with a password, or one from before 2007. */
function refuseCompound(bytes: Buffer, name: string): Problem {
  const isEncrypted = bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'));
  if (isEncrypted) return unusable(name, 'is protected by a password: save it without one');
  return unusable(name, 'is in the old format of Excel 97-2003 (.xls): open it, and save it as XLSX');
}

function openWorkbook(bytes: Buffer, name: string): ZipEntry[] {
  const entries = openZip(bytes);
  const has = (path: string): boolean => entries?.some((entry) => entry.name === path) === true;
  if (has('xl/workbook.bin')) throw unusable(name, 'is a binary workbook (.xlsb): open it, and save it as XLSX');
  if (has('content.xml')) throw unusable(name, 'is an OpenDocument file (.ods): open it, and save it as XLSX or CSV');
  if (entries?.some((entry) => entry.name.endsWith('.rels')) !== true) throw brokenWorkbook(name);
  if (!has('[Content_Types].xml'))
    throw unusable(name, 'is an archive, not a workbook: unpack it, and name a file of it');
  if (entries.some(({ isEncrypted }) => isEncrypted))
    throw unusable(name, 'is protected by a password: save it without one');
  // An entry that claims to be empty would be unpacked without a limit.
  const isHonest = entries.every(({ size, compressedSize }) => size > 0 || compressedSize <= 2);
  const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
  if (!isHonest || unpacked > MOST_BYTES) {
    throw unusable(name, 'unpacks to more than 200 MB: split it, or save it as CSV UTF-8');
  }
  return entries;
}

function unusable(name: string, what: string): Problem {
  return new Problem('BAD_USER_INPUT', plain`${name} ${what}${what.endsWith('?') ? '' : '.'}`);
}

/** Whether the first line that is not blank is an object. */
function isNdjson(text: string, name: string): boolean {
  if (NDJSON_NAME.test(name)) return true;
  const first = /^\s*(\{[^\r\n]*)/.exec(text)?.[1];
  if (first === undefined) return false;
  try {
    return typeof JSON.parse(first) === 'object';
  } catch {
    return /\.json$/i.test(name);
  }
}

interface DecodedText {
  /** Without the mark at the start. */
  text: string;
  encode: (text: string) => Buffer;
}

const MARK = '\uFEFF';

/** The text of a file, and how to write text back as it was: UTF-8, or the UTF-16 of Excel's "Unicode text". */
function decodeText(bytes: Buffer, name: string): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return { text: decode(bytes, 'utf-16le', name), encode: (text) => Buffer.from(MARK + text, 'utf16le') };
  }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return { text: decode(bytes, 'utf-16be', name), encode: (text) => Buffer.from(MARK + text, 'utf16le').swap16() };
  }
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { text: decode(bytes, 'utf-8', name), encode: (text) => Buffer.from(hasMark ? MARK + text : text) };
}

function decode(bytes: Buffer, encoding: string, name: string): string {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // The problem below says it in our words.
  }
  throw new Problem(
    'BAD_USER_INPUT',
    plain`${name} is not text in UTF-8: save it in the spreadsheet as "CSV UTF-8", or as XLSX.`,
  );
}
