/** Rules for the particulars of a finished rating; each throws the one Problem that says what to do. Pure. */
import type { Day } from '../day';
import { Problem } from '../problem';
import { requireWhole } from '../change/require-number';
import { GRADE_FIELDS } from './grade';
import type { FinishedRating } from './standing';

const MOST_PEOPLE = 5_000;

/** A rating that could be true: finished at the end of its year or later, not after today, counts within bounds. */
export function requireSoundRating<T extends FinishedRating>(year: number, rating: T, today: Day): T {
  const { finishedOn } = rating;
  const earliest = `${year}-12-01`;
  if (finishedOn < earliest) {
    const message = `${finishedOn} is too early: the rating of ${year} can be finished from ${earliest} on. Check the day and the year.`;
    throw new Problem('BAD_USER_INPUT', message, { argument: 'finishedOn' });
  }
  if (finishedOn > today) {
    const message = `${finishedOn} is in the future: today is ${today}. Record the rating once it is finished.`;
    throw new Problem('BAD_USER_INPUT', message, { argument: 'finishedOn' });
  }
  for (const [, field] of GRADE_FIELDS) requireWhole(rating[field], MOST_PEOPLE, field);
  return rating;
}
