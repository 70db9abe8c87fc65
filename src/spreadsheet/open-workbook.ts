/** Opens the archive that a workbook is, and says what else an archive may be. */
import { Problem } from '../problem';
import { say, type Message } from '../words/message';
import { passwordProblem } from './compound-file';
import { brokenWorkbook } from './workbook';
import { findPart, hasEnd, openZip, type ZipEntry } from './zip-archive';

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
const EMPTY_ZIP = Buffer.from('PK\u0005\u0006', 'latin1');

export function isArchive(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 4);
  return start.equals(ZIP) || start.equals(EMPTY_ZIP);
}

/** Refuses one that unpacks to more than so many bytes. */
export function openWorkbook(bytes: Buffer, name: string, mostBytes: number): ZipEntry[] {
  const entries = openZip(bytes);
  if (entries === undefined) {
    throw hasEnd(bytes)
      ? brokenWorkbook(name)
      : refuse(say`${name} is not whole: its end is missing. Copy or download it again.`);
  }
  const isThere = (part: string): boolean => findPart(entries, part) !== undefined;
  const other = nameDocument(isThere, name);
  if (other !== undefined) throw refuse(other);
  if (!isThere('[Content_Types].xml')) {
    throw entries.some((entry) => entry.name.endsWith('.rels'))
      ? brokenWorkbook(name)
      : refuse(nameArchive(entries, name));
  }
  if (entries.some(({ isEncrypted }) => isEncrypted)) throw passwordProblem(name);
  // An entry that claims to be empty would be unpacked without a limit.
  const isHonest = entries.every(({ size, compressedSize }) => size > 0 || compressedSize <= 2);
  const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
  if (isHonest && unpacked <= mostBytes) return entries;
  throw refuse(say`${name} unpacks to more than 200 MB: split it, or save it as CSV UTF-8.`);
}

function nameDocument(isThere: (part: string) => boolean, name: string): Message | undefined {
  if (isThere('xl/workbook.bin')) return say`${name} is a binary workbook (.xlsb): open it, and save it as XLSX.`;
  if (isThere('word/document.xml')) return textDocument(name, 'DOCX');
  if (isThere('ppt/presentation.xml')) return presentation(name, 'PPTX');
  if (isThere('Index/Document.iwa') || isThere('Index.zip')) {
    return say`${name} is a document of Numbers or Pages: export its table as XLSX.`;
  }
  return undefined;
}

/** Of an archive that is no document of Office. */
function nameArchive(entries: readonly ZipEntry[], name: string): Message {
  const mime = openDocumentType(entries);
  if (mime?.startsWith('text') === true) return textDocument(name, 'ODT');
  if (mime?.startsWith('presentation') === true) return presentation(name, 'ODP');
  if (mime !== undefined) return say`${name} is an OpenDocument file (.ods): open it, and save it as XLSX or CSV.`;
  const table = entries.find((entry) => /\.(?:csv|tsv|txt|xlsx|xlsm|xls|ndjson|jsonl|ods)$/i.test(entry.name));
  return table === undefined
    ? say`${name} is an archive (ZIP), not a workbook: unpack it, and name a file of it.`
    : say`${name} is an archive (ZIP), not a workbook: unpack it, and name the file in it, ${table.name}.`;
}

/** Such as `spreadsheet`; undefined when it is none. */
function openDocumentType(entries: readonly ZipEntry[]): string | undefined {
  if (findPart(entries, 'content.xml') === undefined) return undefined;
  const type = findPart(entries, 'mimetype')?.compressed.toString('latin1', 0, 100) ?? '';
  return /^application\/vnd\.oasis\.opendocument\.([a-z]+)/.exec(type)?.[1] ?? 'spreadsheet';
}

function textDocument(name: string, format: string): Message {
  return say`${name} is a text document (${format}): copy its table into a spreadsheet, and save it as XLSX.`;
}

function presentation(name: string, format: string): Message {
  return say`${name} is a presentation (${format}): copy its table into a spreadsheet, and save it as XLSX.`;
}

function refuse(message: Message): Problem {
  return new Problem('BAD_USER_INPUT', message);
}
