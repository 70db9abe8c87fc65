/** Decides whether a value may be recorded, corrected or taken back. Pure: each throws the one Problem that says what to do. */
import { requireWhole } from '../change/require-number';
import type { Day } from '../day';
import { Problem } from '../problem';
import { say } from '../words/message';

const FIRST_MONTH = '2000-01';
export const MOST_OF_INDICATOR = 1_000_000_000;

/** What was recorded last for a month; null when it was taken back. */
export interface RecordedValue {
  value: number | null;
  position: number;
}

/** A month from 2000 on that has begun. */
export function requireCountedMonth(month: string, today: Day): string {
  const now = today.slice(0, FIRST_MONTH.length);
  if (month >= FIRST_MONTH && month <= now) return month;
  const what = month > now ? say`has not begun` : say`lies before ${FIRST_MONTH}`;
  const message = say`${month} ${what}: today is ${today}. Give a month from ${FIRST_MONTH} to ${now}.`;
  throw new Problem('BAD_USER_INPUT', message, { argument: 'month' });
}

export function requireValue(value: number): number {
  return requireWhole(value, MOST_OF_INDICATOR, 'value');
}

/** Whether the same value is recorded already; a different one is a CONFLICT that says how to correct it. */
export function isRecorded(
  before: RecordedValue | undefined,
  value: number,
  month: string,
): before is RecordedValue & { value: number } {
  if (before?.value == null) return false;
  if (before.value === value) return true;
  const message = say`${before.value} was recorded for ${month}. Use correctIndicatorValue to change it, with a reason.`;
  throw new Problem('CONFLICT', message, { argument: 'value' });
}

/** The value that is to be corrected or taken back. */
export function requireRecorded<Recorded extends RecordedValue>(
  before: Recorded | undefined,
  { organization, code, month }: { organization: string; code: string; month: string },
): Recorded {
  if (before === undefined) {
    const message = say`${organization} has no value of ${code} for ${month}. Record it with recordIndicatorValues.`;
    throw new Problem('NOT_FOUND', message, { argument: 'month' });
  }
  if (before.value !== null) return before;
  const message = say`The value of ${code} for ${month} was taken back. Record it again with recordIndicatorValues.`;
  throw new Problem('CONFLICT', message, { argument: 'month' });
}
