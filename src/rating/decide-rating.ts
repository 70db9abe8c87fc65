/** Decides whether a rating may be recorded, corrected or taken back. Pure. */
import { ALREADY_RECORDED } from '../change/answer';
import { requireWhole } from '../change/require-number';
import type { Day } from '../day';
import { Problem } from '../problem';
import { GRADE_FIELDS, type GradeCounts } from './grade';
import { isSameRating, UNFINISHED, type FinishedRating, type RatingState } from './rating-state';
import { say } from '../words/message';

/** The same record again is already there; a different one is a CONFLICT that says how to correct it. */
export function decideRecording(
  year: number,
  before: RatingState,
  given: FinishedRating,
  today: Day,
): RatingState | typeof ALREADY_RECORDED {
  const rating = requirePlausible(year, given, today);
  if (before.finishedOn === null) return rating;
  if (isSameRating(before, rating)) return ALREADY_RECORDED;
  const message = say`The rating of ${String(year)} is recorded as finished on ${before.finishedOn}, with other particulars. Use correctRating to change it, with a reason.`;
  throw new Problem('CONFLICT', message);
}

/** What is left out, or null, stays as it is. */
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
  const corrected = {
    finishedOn: correction.finishedOn ?? recorded.finishedOn,
    excellent: correction.excellent ?? recorded.excellent,
    good: correction.good ?? recorded.good,
    satisfactory: correction.satisfactory ?? recorded.satisfactory,
    unsatisfactory: correction.unsatisfactory ?? recorded.unsatisfactory,
    unnamed: correction.unnamed ?? recorded.unnamed,
  };
  const rating = requirePlausible(year, corrected, today);
  if (!isSameRating(recorded, rating)) return rating;
  throw new Problem('CONFLICT', say`The rating already says all of this: there is nothing to correct.`);
}

/** The body then counts as not finished. */
export function decideRatingRetraction(year: number, before: RatingState): RatingState {
  requireFinished(year, before);
  return UNFINISHED;
}

function requireFinished(year: number, { finishedOn, ...counts }: RatingState): FinishedRating {
  if (finishedOn !== null) return { ...counts, finishedOn };
  throw new Problem(
    'CONFLICT',
    say`No rating of ${String(year)} is recorded for the organization. Use recordRating first.`,
  );
}

const MOST_PEOPLE = 5_000;

/** Finished at the end of its year or later, not after today, counts within bounds. */
function requirePlausible(year: number, rating: FinishedRating, today: Day): FinishedRating {
  const { finishedOn } = rating;
  const earliest = `${year}-12-01`;
  if (finishedOn < earliest) {
    const message = say`${finishedOn} is too early: the rating of ${String(year)} can be finished from ${earliest} on. Check the day and the year.`;
    throw new Problem('BAD_USER_INPUT', message, { argument: 'finishedOn' });
  }
  if (finishedOn > today) {
    const message = say`${finishedOn} is in the future: today is ${today}. Record the rating once it is finished.`;
    throw new Problem('BAD_USER_INPUT', message, { argument: 'finishedOn' });
  }
  for (const [, field] of GRADE_FIELDS) requireWhole(rating[field], MOST_PEOPLE, field);
  return rating;
}
