/** The course of one congress in the demo: planned, moved perhaps, held and reported. */
import type { Level } from '../organization/level';
import type { DayNumber } from './count-days';
import type { Draw } from './draw';

export interface Course {
  plannedOn: DayNumber;
  /** In order; each day is after the one before. */
  changes: readonly CourseChange[];
  heldOn: DayNumber;
  /** Not before the held day. */
  reportedOn: DayNumber;
}

export interface CourseChange {
  kind: 'RESCHEDULED' | 'POSTPONED';
  /** The day on which it was decided. */
  on: DayNumber;
  /** Null when postponed without a new day. */
  plannedOn: DayNumber | null;
  reason: string;
}

/** The days within which a congress is held and reported. */
export interface DaySpan {
  from: DayNumber;
  to: DayNumber;
}

/** What happens to the congress of one organization. */
export interface Play {
  organization: string;
  level: Level;
  pilot: boolean;
  draw: Draw;
  course: Course;
}
