/** The words of a heading: without hints, numbering and units, abbreviations spelt out. Pure. */
import { foldWord } from '../spreadsheet/read-cell';
import { fold } from '../text/fold';
import { toSeenText } from '../text/seen-text';

const SPELT_OUT: ReadonlyMap<string, readonly string[]> = new Map([
  ['dh', ['dai', 'hoi']],
  ['db', ['dai', 'bieu']],
  ['tc', ['to', 'chuc']],
  ['dv', ['don', 'vi']],
  ['kh', ['ke', 'hoach']],
  ['dk', ['du', 'kien']],
  ['sl', ['so']],
  ['uv', ['uy', 'vien']],
  ['cuv', ['cap', 'uy', 'vien']],
  ['bch', ['ban', 'chap', 'hanh']],
  ['tg', ['thoi', 'gian']],
  ['sdb', ['so', 'dai', 'bieu']],
  ['tccs', ['to', 'chuc', 'co', 'so']],
  ['tccsd', ['to', 'chuc', 'co', 'so', 'dang']],
]);

/** Long texts are no headings, and would take long to compare. */
const MOST_WORDS = 16;

export function wordsOfHeading(text: string): string[] {
  return fold(toSeenText(text))
    .replace(/\bngay\W+thang(?:\W+nam)?\b/g, 'ngay')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word, at, words) => word !== '' && !(word === 'luong' && words[at - 1] === 'so'))
    .flatMap((word) => SPELT_OUT.get(word) ?? word)
    .slice(0, MOST_WORDS);
}

/** Words that say how to fill in a column, and nothing of what it is about; folded, without what stands between them. */
const HINT =
  /^(?:d{1,2}|m{1,2}|y{2,4}|ngay|thang|nam|nguoi|dong|chi|dc|dai|bieu|so|luong|neu|co|khong|ko|bat|buoc|x|dvt|don|vi|tinh|theo|mau|cot|ghi|ro|dien|nhap|chon|required|optional|yes|no|dang|text|van|ban|\d+|phan|tram)+$/;
const EXAMPLE = /^(?:vi du|vd|eg|e g|for example|chu y|luu y)\b/;
const LONGEST_HINT = 60;

function isHint(text: string): boolean {
  const words = fold(toSeenText(text))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  if (words === '') return true;
  return EXAMPLE.test(words) || (words.length <= LONGEST_HINT && HINT.test(words.replaceAll(' ', '')));
}

const NUMBERING =
  /^\s*(?:[[(]\s*(?:\d{1,2}|[a-z]|[ivx]{1,4})\s*[\])]|(?:\d{1,2}|[ivx]{1,4}|[a-z])[.)])[\s.:-]*(?=\p{L})/iu;
const FOOTNOTE = /[*†‡¹²³⁴⁵⁶⁷⁸⁹]+|\s*[[(]\s*(?:\d{1,2}|[a-z])\s*[\])]\s*$|(?<=\p{L})\s*\d$/giu;
const FORMAT = /[\s:,;–-]*(?:d{1,2}\W?m{1,2}\W?y{2,4}|ngày\W+tháng\W+năm|y{4}\W?m{1,2}\W?d{1,2})\s*$/iu;
const UNIT = /\s*[,;:–-]\s*(?:đvt:?\s*|đơn vị tính:?\s*)?(?:người|đồng chí|đ\/c|đại biểu|%)\s*$/iu;

/** Without what only says how to fill it in; empty when there is nothing else. */
export function withoutHints(text: string): string {
  const bare = toSeenText(text)
    .replace(/[([{]([^()[\]{}]*)[)\]}]/g, (whole, inner: string) => (isHint(inner) ? ' ' : whole))
    .replace(FORMAT, '')
    .replace(UNIT, '')
    .replace(FOOTNOTE, '')
    .replace(NUMBERING, '')
    .trim();
  return /\p{L}/u.test(bare) && !(bare !== toSeenText(text) && isHint(bare) && foldWord(bare).length < 3) ? bare : '';
}

/** A part of a heading that is a hint only, such as `(dd/mm/yyyy)` below `Ngày tổ chức`. */
export function isHintOnly(text: string): boolean {
  const seen = toSeenText(text);
  return (
    !/\p{L}/u.test(seen) ||
    (/^[([]/.test(seen) && withoutHints(seen) === '') ||
    /^d{1,2}\W?m{1,2}\W?y{2,4}$/i.test(seen)
  );
}
