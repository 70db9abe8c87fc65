/** Finds out the format of a file: the content decides, and the name only where the content leaves it open. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { codeOf } from '../process/errno';
import { Problem } from '../problem';
import { say, type Message } from '../words/message';
import { isCompoundFile, refuseCompoundFile } from './compound-file';
import { decodeText, type DecodedText } from './decode-text';
import { refuseForeignFile, refuseForeignText } from './foreign-file';
import { isArchive, openWorkbook } from './open-workbook';
import type { ZipEntry } from './zip-archive';

export type KnownFile = { name: string } & (
  { format: 'xlsx'; entries: ZipEntry[] } | ({ format: 'csv' | 'ndjson' } & DecodedText)
);

/** The largest file that is read, and the most that a workbook may unpack to. */
const MOST_BYTES = 200 * 1024 * 1024;

const NDJSON_NAME = /\.(ndjson|jsonl)$/i;

export async function recogniseFile(path: string): Promise<KnownFile> {
  const name = basename(path);
  const bytes = await readBytes(path, name);
  const foreign = refuseForeignFile(bytes, name);
  if (foreign !== undefined) throw foreign;
  if (isCompoundFile(bytes)) throw refuseCompoundFile(bytes, name);
  if (isArchive(bytes)) return { name, format: 'xlsx', entries: openWorkbook(bytes, name, MOST_BYTES) };
  const decoded = decodeText(bytes, name);
  const foreignText = refuseForeignText(decoded.text, name);
  if (foreignText !== undefined) throw foreignText;
  if (/^\s*\[/.test(decoded.text) && /\.json$/i.test(name)) {
    const message = say`${name} is one JSON value: write one object per line (NDJSON), without the brackets and commas around them.`;
    throw new Problem('BAD_USER_INPUT', message);
  }
  return { name, format: isNdjson(decoded.text, name) ? 'ndjson' : 'csv', ...decoded };
}

async function readBytes(path: string, name: string): Promise<Buffer> {
  try {
    const { size } = await stat(path);
    if (size > MOST_BYTES)
      throw new Problem('BAD_USER_INPUT', say`${name} is larger than 200 MB: split it into several files.`);
    const bytes = await readFile(path);
    // NDJSON has no headings: an empty file is a table without rows.
    if (bytes.length > 0 || NDJSON_NAME.test(name)) return bytes;
    throw new Problem('BAD_USER_INPUT', say`${name} is empty: was it saved?`);
  } catch (error) {
    const reason = explainPath(codeOf(error), path);
    throw reason === undefined ? error : new Problem('BAD_USER_INPUT', reason);
  }
}

function explainPath(code: string, path: string): Message | undefined {
  switch (code) {
    case 'ENOENT':
      return say`${path} is not there: is the name right?`;
    case 'EISDIR':
      return say`${path} is a folder: name a file in it.`;
    case 'EACCES':
    case 'EPERM':
      return say`${path} may not be read by this user: change its permissions.`;
    default:
      return undefined;
  }
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
