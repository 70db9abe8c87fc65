/** What is known of a body's rating of a year: when it finished, and with which counts. */
import type { Day } from '../day';
import { GRADE_FIELDS, NOBODY, type GradeCounts } from './grade';

export interface Standing extends GradeCounts {
  /** Null while it has not finished: then nobody is counted. */
  finishedOn: Day | null;
}

export interface Finished extends GradeCounts {
  finishedOn: Day;
}

export const UNFINISHED: Standing = { finishedOn: null, ...NOBODY };

export function isSameStanding(a: Standing, b: Standing): boolean {
  return a.finishedOn === b.finishedOn && GRADE_FIELDS.every(([, field]) => a[field] === b[field]);
}
