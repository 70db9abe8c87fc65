/** Counts the items of a work program. Pure. */
import { quarterOf } from './due';
import type { WorkItem } from './work-item';
import { isCompleted, WorkItemStatus } from './work-item-words';
import type { WorkProgram, WorkProgramQuarter } from './work-program';

type Figures = Pick<
  WorkProgram,
  'total' | 'completed' | 'basicallyCompleted' | 'fullyCompleted' | 'remaining' | 'overdue' | 'byQuarter'
>;

/** Of items that are not withdrawn, as they are shown as of the day. */
export function countWorkItems(items: readonly WorkItem[]): Figures {
  const basicallyCompleted = items.filter(({ status }) => status === WorkItemStatus.BASICALLY_COMPLETED).length;
  const fullyCompleted = items.filter(({ status }) => status === WorkItemStatus.COMPLETED).length;
  const completed = basicallyCompleted + fullyCompleted;
  return {
    total: items.length,
    completed,
    basicallyCompleted,
    fullyCompleted,
    remaining: items.length - completed,
    overdue: countOverdue(items),
    byQuarter: [1, 2, 3, 4].map((quarter) => countQuarter(items, quarter)),
  };
}

function countQuarter(all: readonly WorkItem[], quarter: number): WorkProgramQuarter {
  const items = all.filter((item) => quarterOf(item) === quarter);
  const completed = items.filter(({ status }) => isCompleted(status)).length;
  const due = items.length;
  return { quarter, due, completed, remaining: due - completed, overdue: countOverdue(items) };
}

function countOverdue(items: readonly WorkItem[]): number {
  return items.filter(({ overdue }) => overdue).length;
}
