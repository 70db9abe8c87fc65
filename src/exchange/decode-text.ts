/** The text of a file, and how to write text back as it was: UTF-8, or the UTF-16 of Excel's "Unicode text". */
import { Problem } from '../problem';

export interface DecodedText {
  /** Without the mark at the start. */
  text: string;
  encode: (text: string) => Buffer;
}

const MARK = '\uFEFF';

export function decodeText(bytes: Buffer, name: string): DecodedText {
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
    // Told below, in our words.
  }
  throw new Problem(
    'BAD_USER_INPUT',
    `${name} is not text in UTF-8: save it in the spreadsheet as "CSV UTF-8", or as XLSX.`,
  );
}
