/** Rules for what is entered by hand: texts, months, years, counts. Each throws the one Problem that says what to do. Pure. */
import { Problem } from '../problem';

/** 1 to `limit` characters that are not all white space, without control characters. */
export function requireText(text: string, limit: number, argument: string): string {
  const kept = text.normalize('NFC').trim();
  if (kept === '') throw new Problem('BAD_USER_INPUT', `${argument} is empty. Fill it in.`, { argument });
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/.test(kept)) {
    throw new Problem(
      'BAD_USER_INPUT',
      `${argument} has control characters in it, or such as turn the direction of the text. Take them out.`,
      { argument },
    );
  }
  const actual = [...kept].length;
  if (actual <= limit) return kept;
  throw new Problem('BAD_USER_INPUT', `${argument} has ${actual} characters; it may have ${limit}. Shorten it.`, {
    argument,
    limit,
    actual,
  });
}

export function optionalText(text: string | null | undefined, limit: number, argument: string): string | null {
  return text == null || text.trim() === '' ? null : requireText(text, limit, argument);
}

const MONTH = /^(?:19|2\d)\d{2}-(?:0[1-9]|1[0-2])$/;

/** A month as `2020-03`. */
export function requireMonth(month: string, argument: string): string {
  if (MONTH.test(month)) return month;
  const shown = month.slice(0, 40);
  throw new Problem('BAD_USER_INPUT', `"${shown}" is no month. Write it as 2020-03.`, { argument });
}

/** A year from 1900 to 2999. */
export function requireYear(year: number, argument: string): number {
  if (Number.isInteger(year) && year >= 1900 && year <= 2999) return year;
  throw new Problem('BAD_USER_INPUT', `${year} is no year. Write it as 2020.`, { argument });
}

/** A whole number from 0 to `limit`. */
export function requireWhole(count: number, limit: number, argument: string): number {
  if (Number.isInteger(count) && count >= 0 && count <= limit) return count;
  throw new Problem('BAD_USER_INPUT', `${argument} is ${count}; it must be a whole number from 0 to ${limit}.`, {
    argument,
    limit,
    actual: count,
  });
}
