/** The rating of a body that has finished; a CONFLICT when it has not. Pure. */
import { Problem } from '../problem';
import type { FinishedRating, RatingState } from './standing';

export function requireFinished(year: number, { finishedOn, ...counts }: RatingState): FinishedRating {
  if (finishedOn !== null) return { ...counts, finishedOn };
  throw new Problem('CONFLICT', `No rating of ${year} is recorded for the organization. Use recordRating first.`);
}
