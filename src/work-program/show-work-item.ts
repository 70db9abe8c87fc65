/** Completes a work item for an answer with what follows from the day that it is looked at from. Pure. */
import type { Day } from '../day';
import { describeDue, lastDayOf } from './due';
import { WorkItem } from './work-item';
import { isCompleted } from './work-item-words';

export function showWorkItem(item: WorkItem, day: Day): WorkItem {
  const { year, status, withdrawnOn } = item;
  const isOpen = withdrawnOn === null && !isCompleted(status);
  return Object.assign(new WorkItem(), item, {
    due: describeDue(item, year),
    overdue: isOpen && lastDayOf(item, year) < day,
  });
}
