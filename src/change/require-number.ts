/** Rules for months and counts that are entered by hand: each throws the one Problem that says what to do. Pure. */
import { isMonth } from '../month';
import { Problem } from '../problem';
import { shorten } from '../text/shorten';
import { FieldName, say } from '../words/message';

/** A month such as `2020-03`. */
export function requireMonth(month: string, argument: string): string {
  if (isMonth(month)) return month;
  throw new Problem('BAD_USER_INPUT', say`"${shorten(month)}" is not a month. Write it as 2020-03.`, { argument });
}

/** A whole number from 0 to `limit`. */
export function requireWhole(count: number, limit: number, argument: string): number {
  if (Number.isInteger(count) && count >= 0 && count <= limit) return count;
  throw new Problem('BAD_USER_INPUT', say`${new FieldName(argument)} is ${count}; it must be a whole number from 0 to ${limit}.`, {
    argument,
    limit,
    actual: count,
  });
}
