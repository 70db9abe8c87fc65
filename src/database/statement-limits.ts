/** How long a statement of the pool may run or wait, and whether one that was cancelled had run for so long. */
import { sqlStateOf } from './sql-state';

export const STATEMENT_SECONDS = 60;

/** Shorter than the other, so that a statement that waits for others says so, and not that it asks for too much. */
export const LOCK_SECONDS = 30;

/** For work that may take any time: until its end it waits for locks, and runs, without a limit. */
export const NO_LIMITS = 'SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0';

const QUERY_CANCELED = '57014';
/** Its clock and ours need not agree to the millisecond. */
const TOLERANCE = 0.98;

/** PostgreSQL has one SQLSTATE for a limit that was reached and for a cancellation by hand; its words depend on its language. */
const ran = new WeakMap<object, number>();

/** Keeps how long a cancelled statement has run; nothing of other errors. */
export function noteCancelled(error: unknown, milliseconds: number): void {
  if (typeof error === 'object' && error !== null && sqlStateOf(error) === QUERY_CANCELED) ran.set(error, milliseconds);
}

/** Of an error that `noteCancelled` has seen, as it came or as TypeORM wraps it. */
export function reachedLimit(error: unknown, limitSeconds: number): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { driverError } = error as { driverError?: unknown };
  const milliseconds = ran.get(error) ?? ((driverError as object | undefined) && ran.get(driverError as object));
  return milliseconds !== undefined && milliseconds >= limitSeconds * 1_000 * TOLERANCE;
}
