/** Decides whether a body may be recorded as having finished its rating. Pure. */
import type { Day } from '../day';
import { Problem } from '../problem';
import { requireSoundRating } from './require-sound-rating';
import { isSameRating, type FinishedRating, type RatingState } from './standing';

/** The very same is recorded already. */
export const ALREADY_RECORDED = Symbol('already recorded');

/** The same record again is already there; a different one is a CONFLICT that says how to correct. */
export function decideRecording(
  year: number,
  before: RatingState,
  given: FinishedRating,
  today: Day,
): RatingState | typeof ALREADY_RECORDED {
  const rating = requireSoundRating(year, given, today);
  if (before.finishedOn === null) return rating;
  if (isSameRating(before, rating)) return ALREADY_RECORDED;
  throw new Problem(
    'CONFLICT',
    `The rating of ${year} is recorded as finished on ${before.finishedOn}, with other particulars. Use correctRating to change it, with a reason.`,
  );
}
