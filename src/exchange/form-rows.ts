/** The rows that printed forms have around their tables: numbers of columns, totals, groups, signatures. Pure. */
import { foldWord, textOf } from '../spreadsheet/read-cell';
import type { ReadCell, TableRow } from '../spreadsheet/table';
import { fold } from '../text/fold';
import { toSeenText } from '../text/seen-text';

function textsOf(cells: readonly ReadCell[]): string[] {
  return cells.flatMap((cell) => (cell === null ? [] : [toSeenText(textOf(cell))]));
}

/** `(1)`, `[2]`, `3.`, `A`, and a number that is worked out: `(5)=(3)+(4)`. */
const NUMBER_OF_COLUMN = /^[[(]?\s*(\d{1,2}|[a-zđ])\s*[\])]?\s*[.:]?(\s*=[\d\s()[\]+*/:x×.,%-]+)?$/i;

/** Letters for the first columns, then the numbers from 1 without a gap, as `A | B | 1 | 2` and `(1) | (2) | (3)`. */
export function isNumbering({ cells }: TableRow): boolean {
  const texts = textsOf(cells);
  const numbers = texts.map((text) => NUMBER_OF_COLUMN.exec(text)?.[1]);
  // Two bare numbers may be a code and a count.
  const fewest = texts.every((text) => text.startsWith('(') || text.startsWith('[')) ? 2 : 3;
  if (texts.length < fewest || numbers.some((number) => number === undefined)) return false;
  const letters = numbers.findIndex((number) => /^\d/.test(number ?? ''));
  const rest = letters < 0 ? [] : numbers.slice(letters);
  const named = letters < 0 ? numbers : numbers.slice(0, letters);
  return (
    rest.every((number, at) => Number(number) === at + Number(rest[0])) &&
    (rest.length === 0 || (Number(rest[0]) >= 1 && Number(rest[0]) <= 1 + named.length)) &&
    named.every((letter, at) => letter?.toLowerCase() === LETTERS[at])
  );
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** The headings once more, as on each page of a printed form. */
export function isRepeated({ cells }: TableRow, headingRows: readonly TableRow[]): boolean {
  const given = cells.flatMap((cell, index) => (cell === null ? [] : [{ index, word: foldWord(textOf(cell)) }]));
  return (
    given.length > 1 &&
    headingRows.some((heading) =>
      given.every(({ index, word }) => foldWord(textOf(heading.cells[index] ?? null)) === word),
    )
  );
}

/** Nothing but dashes, dots and the like. */
export function isDashes({ cells }: TableRow): boolean {
  const texts = textsOf(cells);
  return texts.length > 0 && texts.every((text) => /^[\p{P}\p{S}\s]*$/u.test(text) && !/[✓✔√☑☒]/.test(text));
}

const TOTAL =
  /^(?:(?:tong|tong so|tong cong|cong|cong don|cong trang|tong cong trang|cong chung|luy ke|chuyen trang sau|mang sang|trang truoc chuyen sang|total|grand total|sub ?total|sum)(?:(?: \d| ?[:(]| (?:toan|cua|cac|chung|ca|khoi|huyen|tinh|trang)\b).*|\.)?)$/;

export function isTotal(cells: readonly ReadCell[]): boolean {
  return cells.some(
    (cell) => typeof cell === 'string' && TOTAL.test(fold(toSeenText(cell)).replace(/^[\d.ivx]*[.)] /, '')),
  );
}

/** Of a group of rows: `I`, `A.`, `II. Khối cơ quan`. */
const GROUP =
  /^(?:[ivxlc]{1,6}|[a-zđ])[.):]?$|^(?:[ivxlc]{1,6}|[a-zđ]|\d{1,2})\s*[.):/-]\s+\S|^(?:[ivxlc]{1,6}|[a-zđ])\s+\S/i;

export function isGroupCode(text: string): boolean {
  const seen = toSeenText(text);
  return GROUP.test(seen) || /^(?:khoi|cum|nhom|phan) \S+ ?/.test(fold(seen));
}

/** Of a footnote: `(1) …`, `* …`, `Ghi chú: …`. */
const REMARK =
  /^(?:[[(]?[\d*†‡¹²³]{1,3}[\])]|[*†‡¹²³]+)\s*\S.*\s|^(?:ghi chu|chu thich|chu y|luu y|nguon|note|notes|source) ?[:.(]/;
const WORDS_OF_SENTENCE = 4;

/** A sentence that stands alone in its row: a footnote, or the title of what follows. */
export function isRemark(cells: readonly ReadCell[]): boolean {
  const texts = textsOf(cells);
  const [text = ''] = texts;
  return texts.length === 1 && (REMARK.test(fold(text)) || text.split(' ').length >= WORDS_OF_SENTENCE);
}

const SIGNATURE = [
  /^(?:nguoi|can bo) (?:lap|tong hop|kiem tra|ky|bao cao|kiem soat)\b/,
  /^(?:thu truong|noi nhan|truong phong|truong ban|chanh van phong|pho chanh van phong|ke toan truong|xac nhan cua|phu trach)\b/,
  /^(?:t ?\/ ?m|tm|k ?\/ ?t|kt|t ?\/ ?l|tl|t ?\/ ?ub?q|tuq)[.,]? /,
  /\(?ky(?:,| va)? .*(?:ho ten|ho va ten|dong dau)|^\(?(?:ky ten|da ky)\)?/,
  /(?:^|[\p{L},.…_ ])ngay ?[\d.…_ ]{0,12} ?thang ?[\d.…_ ]{0,12} ?nam ?[\d.…_ ]*$/u,
  /^(?:prepared by|signature|approved by)\b/,
];
/** A day that stands alone is a value: only the place before it, or a gap in it, makes it the head of a signature. */
const BARE_DAY = /^(?:ngay )?\d{1,2} thang \d{1,2} nam \d{2,4}$/;

export function isSignature(cells: readonly ReadCell[]): boolean {
  const texts = cells.flatMap((cell) => (typeof cell === 'string' ? [fold(toSeenText(cell))] : []));
  return texts.some((text) => !BARE_DAY.test(text) && SIGNATURE.some((pattern) => pattern.test(text)));
}
