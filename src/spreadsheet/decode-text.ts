/** The text of a file, and how to write text back as it was: UTF-8, or the UTF-16 of Excel's "Unicode text". */
import { TextDecoder } from 'node:util';
import { Problem } from '../problem';
import { findGarbled, type Garbled } from '../text/garbled';
import { shorten } from '../text/shorten';
import { say, type Message } from '../words/message';

export interface DecodedText {
  /** Without the mark at the start. */
  text: string;
  encode: (text: string) => Buffer;
}

const MARK = '\uFEFF';

export function decodeText(bytes: Buffer, name: string): DecodedText {
  const { encoding, mark } = encodingOf(bytes);
  const decoded = decode(bytes, encoding);
  if (decoded === undefined) throw refuse(explainBytes(bytes, encoding, name));
  const text = withoutEnd(decoded);
  if (isFullOf(text, NUL)) throw refuse(explainBinary(name));
  return { text, encode: (changed) => encode(mark + changed, encoding) };
}

/** DOS ended files with Ctrl-Z, and filled them up with more of them, or with zeros. */
function withoutEnd(text: string): string {
  let end = text.length;
  let seen = end;
  while (end > 0 && /[\p{Cc}\s]/u.test(text.charAt(end - 1))) {
    end -= 1;
    if (text.charAt(end) === CONTROL_Z) seen = end;
  }
  return text.slice(0, seen);
}

const CONTROL_Z = String.fromCharCode(26);

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

function encodingOf(bytes: Buffer): { encoding: Encoding; mark: string } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', mark: MARK };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', mark: MARK };
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', mark: MARK };
  return { encoding: guessUtf16(bytes) ?? 'utf-8', mark: '' };
}

const LOOKED_AT = 8_192;

/** Without a mark it shows by the zeros: every second byte of Latin letters, digits and line ends. */
function guessUtf16(bytes: Buffer): Encoding | undefined {
  const looked = bytes.subarray(0, LOOKED_AT);
  const pairs = Math.floor(looked.length / 2);
  const zeros = [0, 0];
  for (let at = 0; at < pairs * 2; at++) if (looked[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [first = 0, second = 0] = zeros;
  if (pairs < 4) return undefined;
  if (second > pairs * 0.3 && first < pairs * 0.05) return 'utf-16le';
  return first > pairs * 0.3 && second < pairs * 0.05 ? 'utf-16be' : undefined;
}

function decode(bytes: Buffer, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function encode(text: string, encoding: Encoding): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text);
  const bytes = Buffer.from(text, 'utf16le');
  return encoding === 'utf-16le' ? bytes : bytes.swap16();
}

/** Whole letters of UTF-8 beside other controls are a text all the same: exports have texts from before controls were refused. */
const NUL = new RegExp(String.fromCharCode(0), 'g');
const CONTROL = /(?![\t\n\r\f\u0085])\p{Cc}/gu;

/** A few are a mistake in a cell, which its row says. */
function isFullOf(text: string, signs: RegExp): boolean {
  const found = text.slice(0, LOOKED_AT).match(signs)?.length ?? 0;
  return found > Math.max(16, Math.min(text.length, LOOKED_AT) * 0.05);
}

/** What it is that is not the text that it should be. */
function explainBytes(bytes: Buffer, encoding: Encoding, name: string): Message {
  if (encoding !== 'utf-8') {
    return say`${name} is text in UTF-16, and it is broken or cut off: save it again as "CSV UTF-8", or as XLSX.`;
  }
  const latin = new TextDecoder('windows-1252').decode(bytes);
  if (isFullOf(latin, CONTROL)) return explainBinary(name);
  const brokenLine = findBrokenLine(bytes);
  if (brokenLine !== undefined) {
    return say`${name}, line ${brokenLine}: a letter is broken, as where files of different character sets are joined, or a file is cut off. Correct the line, and save the file as "CSV UTF-8", or as XLSX.`;
  }
  const found = findCharset(latin);
  if (found === undefined || found.charset === 'UTF-8') {
    return say`${name} is not text in UTF-8: save it in the spreadsheet as "CSV UTF-8", or as XLSX.`;
  }
  const { charset, restored } = found;
  return charset === 'Windows-1258'
    ? say`${name} is not Unicode text: its letters seem to be ${charset}, such as "${shorten(restored)}". Open it in the spreadsheet that it comes from, and save it as XLSX, or as "CSV UTF-8".`
    : say`${name} is not Unicode text: its letters seem to be ${charset}, such as "${shorten(restored)}". Convert it to Unicode, for example with UniKey, and save it as XLSX, or as "CSV UTF-8".`;
}

function explainBinary(name: string): Message {
  return say`${name} is not a table but the file of another program: open it there, and save its table as XLSX, or as "CSV UTF-8".`;
}

/** Where nearly all of it is UTF-8, the line that is not. */
function findBrokenLine(bytes: Buffer): number | undefined {
  const text = new TextDecoder('utf-8').decode(bytes);
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  const whole = text.match(/(?!\ufffd)[^\0-\x7f]/g)?.length ?? 0;
  if (whole < broken * 10) return undefined;
  return text.slice(0, text.indexOf('\ufffd')).split(/\r\n|\n|\r/).length;
}

const MOST_LINES = 1_000;

type Misread = Extract<Garbled, { kind: 'MISREAD' }>;

/** The character set that most lines seem to have, with the first of them. */
function findCharset(latin: string): Misread | undefined {
  const counts = new Map<string, { first: Misread; lines: number }>();
  for (const line of latin.split(/\r\n|\n|\r/, MOST_LINES)) {
    const garbled = findGarbled(line);
    if (garbled?.kind !== 'MISREAD') continue;
    const known = counts.get(garbled.charset) ?? { first: garbled, lines: 0 };
    counts.set(garbled.charset, { ...known, lines: known.lines + 1 });
  }
  return [...counts.values()].sort((one, other) => other.lines - one.lines).at(0)?.first;
}

function refuse(message: Message): Problem {
  return new Problem('BAD_USER_INPUT', message);
}
