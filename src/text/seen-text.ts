/** A text as it looks: what cannot be seen left out, and letters that are drawn alike as one. For comparing and reading, never for recording. Pure. */
import { say, type Message } from '../words/message';
import { nameOfCharacter } from './unfit-characters';

const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;
/** The full-width forms of ASCII, as East Asian keyboards type them. */
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const FULL_WIDTH_FROM = 0xfee0;

/** Composed, on one line, with plain spaces, and every Đ the Vietnamese one: U+00D0 and U+0189 are drawn alike. */
export function toSeenText(text: string): string {
  return text
    .replace(UNSEEN, '')
    .replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - FULL_WIDTH_FROM))
    .normalize('NFC')
    .replace(/[\u00d0\u0189]/g, '\u0110')
    .replace(/[\u00f0\u0256]/g, '\u0111')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Without the apostrophe by which a spreadsheet is told to take what follows as text. */
export function withoutTextMark(text: string): string {
  return text.replace(/^['’‘`´]+\s*/, '');
}

/** Cyrillic and Greek letters that are drawn as Latin ones, each above the one it is taken for. */
const DRAWN_ALIKE = [
  ['АВЕЅІЈКМНОРСТУХаеѕіјорсухԁΑΒΕΖΗΙΚΜΝΟΡΤΥΧοιν', 'ABESIJKMHOPCTYXaesijopcyxdABEZHIKMNOPTYXoiv'],
  ['‐‑‒–—−⁄∕', '------//'],
].flatMap(([drawn = '', taken = '']) => [...drawn].map((sign, at) => [sign, taken.charAt(at)] as const));
const LATIN: ReadonlyMap<string, string> = new Map(DRAWN_ALIKE);
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** The same for all texts that look alike: look-alike letters are Latin, and a tone may stand on either vowel (hòa, hoà). */
export function toLook(text: string): string {
  const latin = [...toSeenText(text)].map((sign) => LATIN.get(sign) ?? sign).join('');
  return latin
    .normalize('NFD')
    .replace(/[\p{L}\p{Mn}]+/gu, (word) => word.replace(TONE, '') + (word.match(TONE) ?? []).join(''))
    .normalize('NFC');
}

/** The signs of a text that are not what they seem: none can be seen, or each is drawn as another. */
export function misleadingSigns(text: string): string[] {
  return [...new Set(text)].filter((sign) => sign.replace(UNSEEN, '') === '' || LATIN.has(sign));
}

/** Such as `U+200B (zero-width space)` and `U+0410 (looks like A)`. */
export function describeSign(sign: string): Message {
  const alike = LATIN.get(sign);
  if (alike !== undefined) return say`${nameOfCharacter(sign)} (looks like ${alike})`;
  return say`${nameOfCharacter(sign)} (${NAMES.get(sign) ?? say`cannot be seen`})`;
}

const NAMES: ReadonlyMap<string, Message> = new Map([
  ['\u00ad', say`soft hyphen`],
  ['\u200b', say`zero-width space`],
  ['\u200c', say`zero-width non-joiner`],
  ['\u200d', say`zero-width joiner`],
  ['\u200e', say`left-to-right mark`],
  ['\u200f', say`right-to-left mark`],
  ['\u2060', say`word joiner`],
  ['\ufeff', say`byte order mark`],
]);

const AROUND = /[\s\u202a-\u202e\u2066-\u2069]/;

/** Without the marks of direction that come along around what is copied. A regular expression would take quadratic time. */
export function withoutDirectionAround(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && AROUND.test(text.charAt(start))) start += 1;
  while (end > start && AROUND.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
