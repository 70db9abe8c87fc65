/** The months of a series. Pure. */
import { addMonths } from '../month';
import { Problem } from '../problem';
import { say } from '../words/message';

const MOST_MONTHS = 60;

/** From January of the month's year to the month itself, unless asked otherwise. */
export function listMonths(
  { from, to }: { from?: string | null | undefined; to?: string | null | undefined },
  month: string,
): string[] {
  const last = to ?? month;
  const first = from ?? `${last.slice(0, 4)}-01`;
  const actual = numberOf(last) - numberOf(first) + 1;
  if (actual < 1) {
    throw new Problem('BAD_USER_INPUT', say`The series begins in ${first} and ends in ${last}. Swap them.`, {
      argument: 'from',
    });
  }
  if (actual > MOST_MONTHS) {
    const message = say`The series has ${actual} months; ask for at most ${MOST_MONTHS} at a time.`;
    throw new Problem('LIMIT', message, { argument: 'from', limit: MOST_MONTHS, actual });
  }
  return Array.from({ length: actual }, (_, index) => addMonths(first, index));
}

/** How many months are asked for, as far as these arguments alone say. */
export function monthsIn({ from, to }: { from?: unknown; to?: unknown }): number {
  if (typeof from !== 'string') return 12;
  const actual = typeof to === 'string' ? numberOf(to) - numberOf(from) + 1 : MOST_MONTHS;
  return actual >= 1 && actual <= MOST_MONTHS ? actual : MOST_MONTHS;
}

/** Consecutive months have consecutive numbers. */
function numberOf(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
}
