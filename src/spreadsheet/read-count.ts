/** Reads a whole number from a cell. Pure. */
import { Problem } from '../problem';
import { fold } from '../text/fold';
import { toSeenText, withoutTextMark } from '../text/seen-text';
import { shorten } from '../text/shorten';
import { say } from '../words/message';
import { textOf } from './read-cell';
import type { Cell } from './table';

/** People are counted: what is written behind the number says only that. */
const UNIT =
  / ?(?:nguoi|dong chi|d\/c|dai bieu|dang vien|uy vien|cap uy vien|db|dv|d\.?c|delegates?|members?|people)\.?$/;
/** Of a footnote: `118¹`, `118 (*)`. */
const FOOTNOTE = / ?(?:[⁰¹²³⁴-⁹]+|\(\*+\)|\*+)$/;
/** `1.587` and `1 587` are more than a thousand, as Vietnamese writes it. */
const THOUSANDS = /(?<=^-?\d{1,3}(?:[. ]\d{3})*)[. ](?=\d{3}(?:[. ]\d{3})*$)/g;

export function readCount(cell: Cell): number | null {
  if (cell === null) return null;
  const text = typeof cell === 'number' ? String(cell) : bareNumber(textOf(cell));
  if (!(cell instanceof Date) && /^-?\d{1,9}$/.test(text)) return Number(text);
  throw refuse(cell, text);
}

function bareNumber(text: string): string {
  if (/^\d{1,9}$/.test(text)) return text;
  const bare = fold(withoutTextMark(toSeenText(text)))
    .replace(FOOTNOTE, '')
    .replace(UNIT, '');
  const whole = /^-?\d+[.,]0{1,2}$/.test(bare) ? bare.replace(/[.,]0+$/, '') : bare;
  return whole.replace(/^\+/, '').replace(THOUSANDS, '');
}

function refuse(cell: Cell, text: string): Problem {
  const shown = shorten(textOf(cell));
  const message = /^\d{1,3}(?:,\d{3})+$/.test(text)
    ? say`"${shown}" may be thousands, or a number with decimals. Write digits only, such as 1587.`
    : /^\d+ ?\/ ?\d+$/.test(text)
      ? say`"${shown}" is two numbers. Write each in its own column.`
      : say`"${shown}" is not a whole number. Write digits only, such as 145.`;
  return new Problem('BAD_USER_INPUT', message);
}
