/** What is known of a body's rating of a year: when it finished, and with which counts. */
import type { Day } from '../day';
import { GRADE_FIELDS, NOBODY, type GradeCounts } from './grade';

export interface RatingState extends GradeCounts {
  /** Null while it has not finished: then nobody is counted. */
  finishedOn: Day | null;
}

export interface FinishedRating extends GradeCounts {
  finishedOn: Day;
}

export const UNFINISHED: RatingState = { finishedOn: null, ...NOBODY };

export function isSameRating(a: RatingState, b: RatingState): boolean {
  return a.finishedOn === b.finishedOn && GRADE_FIELDS.every(([, field]) => a[field] === b[field]);
}

/** All columns of the row but its id and its organization. */
export function toRatingColumns(year: number, state: RatingState): Record<string, unknown> {
  const { finishedOn, excellent, good, satisfactory, unsatisfactory, unnamed } = state;
  return { year, finished_on: finishedOn, excellent, good, satisfactory, unsatisfactory, unnamed };
}
