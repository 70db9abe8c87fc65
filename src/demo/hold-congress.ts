/** Holds a congress on or near the day it is due, and reports it within a few days. */
import { type DayNumber, weekdayOf } from './count-days';
import type { CourseChange, Course, DaySpan } from './course';
import type { Draw } from './draw';

const NO_CHANGES: readonly CourseChange[] = [];
const SUNDAY = 0;

interface Agreed {
  plannedOn: DayNumber;
  changes?: readonly CourseChange[];
  /** The day it is meant for in the end. */
  dueOn?: DayNumber;
}

export function holdCongress(draw: Draw, agreed: Agreed, { from, to }: DaySpan): Course {
  const { plannedOn, changes = NO_CHANGES, dueOn = plannedOn } = agreed;
  const lastDecidedOn = changes.at(-1)?.on ?? 0;
  const heldOn = clamp(dueOn + drawSlip(draw), Math.max(from, lastDecidedOn + 1), to);
  const reportedOn = clamp(workingDayFrom(heldOn + drawDelay(draw)), heldOn, to);
  return { plannedOn, changes, heldOn, reportedOn };
}

/** Mostly held on the day itself, seldom a few days before or after it. */
function drawSlip(draw: Draw): number {
  if (draw.chance(0.88)) return 0;
  return draw.chance(0.4) ? -draw.between(1, 2) : draw.between(1, 4);
}

function drawDelay(draw: Draw): number {
  return draw.chance(0.97) ? Math.floor(5 * draw.unit() * draw.unit()) : draw.between(5, 11);
}

function workingDayFrom(day: DayNumber): DayNumber {
  return weekdayOf(day) === SUNDAY ? day + 1 : day;
}

function clamp(day: DayNumber, least: DayNumber, most: DayNumber): DayNumber {
  return Math.min(Math.max(day, least), most);
}
