/** Says what a file is that is no table, by how it begins: its name often says otherwise. */
import { basename } from 'node:path';
import { Problem } from '../problem';
import { say, type Message } from '../words/message';

/** Undefined when it may be a table. */
export function refuseForeignFile(bytes: Buffer, name: string): Problem | undefined {
  const message = nameTemporary(name) ?? nameBytes(bytes, name);
  return message === undefined ? undefined : new Problem('BAD_USER_INPUT', message);
}

/** The same for what is text, too. */
export function refuseForeignText(text: string, name: string): Problem | undefined {
  const message = nameText(text.slice(0, LOOKED_AT), name);
  return message === undefined ? undefined : new Problem('BAD_USER_INPUT', message);
}

const LOOKED_AT = 4_096;

/** Excel's `~$plans.xlsx`, and the `.~lock.plans.xlsx#` of LibreOffice. */
function nameTemporary(name: string): Message | undefined {
  if (!/^~\$|^\.~lock\..*#$/.test(basename(name))) return undefined;
  return say`${name} is a temporary file that a spreadsheet keeps while a workbook is open: leave it out, and name the workbook itself.`;
}

const COMPRESSED: readonly (readonly [start: string, format: string])[] = [
  ['1f8b', 'gzip'],
  ['425a68', 'bzip2'],
  ['fd377a585a00', 'xz'],
  ['28b52ffd', 'zstd'],
  ['526172211a07', 'RAR'],
  ['377abcaf271c', '7z'],
];
const PICTURES: readonly (readonly [start: string, format: string])[] = [
  ['89504e470d0a1a0a', 'PNG'],
  ['ffd8ff', 'JPEG'],
  ['47494638', 'GIF'],
  ['49492a00', 'TIFF'],
  ['4d4d002a', 'TIFF'],
];
/** Workbooks of Excel 2 to 5 had no container. */
const OLDEST_WORKBOOKS = /^09(?:00|02|04|08)(?:04|06|08|10)00/;

function nameBytes(bytes: Buffer, name: string): Message | undefined {
  const start = bytes.toString('hex', 0, 16);
  const formatIn = (list: readonly (readonly [string, string])[]): string | undefined =>
    list.find(([sign]) => start.startsWith(sign))?.[1];
  const compressed = formatIn(COMPRESSED);
  if (compressed !== undefined) return say`${name} is compressed (${compressed}): unpack it, and name the file in it.`;
  const picture = formatIn(PICTURES) ?? (/^52494646.{8}57454250/.test(start) ? 'WebP' : undefined);
  if (picture !== undefined) {
    return say`${name} is a picture (${picture}): type its table into a spreadsheet, and save it as XLSX.`;
  }
  if (bytes.subarray(0, 1_024).includes('%PDF-')) {
    return say`${name} is a PDF document, in which no table can be read: ask for the spreadsheet that it was made from, or copy the table into one, and save it as XLSX.`;
  }
  if (start.startsWith('7b5c727466')) {
    return say`${name} is a text document (${'RTF'}): copy its table into a spreadsheet, and save it as XLSX.`;
  }
  if (OLDEST_WORKBOOKS.test(start)) {
    return say`${name} is in the old format of Excel 97-2003 (.xls): open it, and save it as XLSX.`;
  }
  return undefined;
}

function nameText(text: string, name: string): Message | undefined {
  if (/^\s*MIME-Version:/i.test(text)) return webPage(name, 'MHTML');
  if (/^\s*(?:<!--[^]*?-->\s*)?<(?:!doctype\s+html|html|head|body|meta|table|style)\b/i.test(text))
    return webPage(name, 'HTML');
  if (/^\s*<\?xml[^]*?(?:urn:schemas-microsoft-com:office:spreadsheet|progid="Excel\.Sheet")/i.test(text)) {
    return say`${name} is an XML spreadsheet of Excel 2003: open it, and save it as XLSX.`;
  }
  if (/^\s*<\?xml[^]*<html\b/i.test(text)) return webPage(name, 'HTML');
  if (/^\s*<(?:\?xml|!doctype)/i.test(text)) {
    return say`${name} is an XML file, not a table: open it in the program that it comes from, and save its table as XLSX.`;
  }
  if (text.startsWith('ID;P'))
    return say`${name} is in an old format (${'SYLK'}): open it in a spreadsheet, and save it as XLSX.`;
  return undefined;
}

function webPage(name: string, format: string): Message {
  return say`${name} is a web page (${format}), not a workbook: open it in a spreadsheet, and save it as XLSX.`;
}
