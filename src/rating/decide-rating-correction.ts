/** Decides what a correction makes of a recorded rating: what is left out stays as it is. Pure. */
import type { Day } from '../day';
import { Problem } from '../problem';
import type { GradeCounts } from './grade';
import { requireSoundRating } from './require-sound-rating';
import { requireFinished } from './require-finished';
import { isSameRating, type RatingState } from './standing';

export type RatingCorrection = { finishedOn?: Day | null | undefined } & {
  [Field in keyof GradeCounts]?: number | null | undefined;
};

export function decideRatingCorrection(
  year: number,
  before: RatingState,
  correction: RatingCorrection,
  today: Day,
): RatingState {
  const recorded = requireFinished(year, before);
  const rating = requireSoundRating(
    year,
    {
      finishedOn: correction.finishedOn ?? recorded.finishedOn,
      excellent: correction.excellent ?? recorded.excellent,
      good: correction.good ?? recorded.good,
      satisfactory: correction.satisfactory ?? recorded.satisfactory,
      unsatisfactory: correction.unsatisfactory ?? recorded.unsatisfactory,
      unnamed: correction.unnamed ?? recorded.unnamed,
    },
    today,
  );
  if (!isSameRating(recorded, rating)) return rating;
  throw new Problem('CONFLICT', 'The rating says all of this already: there is nothing to correct.');
}
