/** The course of a work item: which status it had from which day on, from what is known now. Pure. */
import type { Day } from '../day';
import { WorkItemStatus } from './work-item-words';

/** The status as an entry of the log has it; the day is null while it was never set. */
export interface StatusRecorded {
  status: WorkItemStatus;
  statusOn: Day | null;
}

interface Stretch {
  status: WorkItemStatus;
  /** Its first day; it lasts until the next stretch. */
  from: Day;
}

/**
 * From what was recorded, in its order. What is recorded later is known better: it replaces all that was recorded for its day
 * and later ones, and the day of the same status when it follows that immediately.
 */
function courseOf(recorded: readonly StatusRecorded[]): Stretch[] {
  let course: Stretch[] = [];
  for (const { status, statusOn } of recorded) {
    if (statusOn === null) continue;
    course = course.filter(({ from }) => from < statusOn);
    if (course.at(-1)?.status === status) course.pop();
    course.push({ status, from: statusOn });
  }
  return course;
}

/** The status on the day, with the day on which it was reached. */
export function statusAsOf(recorded: readonly StatusRecorded[], day: Day): StatusRecorded {
  const reached = courseOf(recorded).findLast(({ from }) => from <= day);
  return reached === undefined
    ? { status: WorkItemStatus.NOT_STARTED, statusOn: null }
    : { status: reached.status, statusOn: reached.from };
}
