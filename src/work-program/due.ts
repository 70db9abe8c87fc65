/** When a work item is due, by the end of a quarter or on a day; and whether it is overdue. Pure. */
import type { Day } from '../day';
import { unlessOneOf } from '../change/require-one-of';
import { lastDayOf } from '../month';
import { Problem } from '../problem';
import { WorkItem } from './work-item';
import { isCompleted } from './work-item-words';
import { say } from '../words/message';

export interface Due {
  dueQuarter: number | null;
  dueOn: Day | null;
}

interface AskedDue {
  dueQuarter?: number | null | undefined;
  dueOn?: Day | null | undefined;
}

/** Exactly one of the two, within the year of the program. */
export function requireDue({ dueQuarter, dueOn }: AskedDue, year: number): Due {
  const ask = say`Say when it is due: give dueQuarter (1 to 4), or dueOn (a day).`;
  const wrong = unlessOneOf({ dueQuarter, dueOn }, ['dueQuarter', 'dueOn'], ask);
  if (wrong !== undefined) throw wrong;
  if (dueQuarter != null && !(dueQuarter >= 1 && dueQuarter <= 4)) {
    throw new Problem('BAD_USER_INPUT', say`${dueQuarter} is not a quarter of a year. Give 1, 2, 3 or 4.`, {
      argument: 'dueQuarter',
      limit: 4,
      actual: dueQuarter,
    });
  }
  if (dueOn != null && !dueOn.startsWith(`${year}-`)) {
    throw new Problem('BAD_USER_INPUT', say`${dueOn} is not in ${year}, the year of the program. Check the day.`, {
      argument: 'dueOn',
    });
  }
  return { dueQuarter: dueQuarter ?? null, dueOn: dueOn ?? null };
}

/** The quarter in which it is due, 1 to 4. */
export function quarterOf({ dueQuarter, dueOn }: Due): number {
  return dueQuarter ?? Math.ceil(Number(dueOn?.slice(5, 7)) / 3);
}

/** A quarter is due on its last day. */
export function lastDayDue({ dueQuarter, dueOn }: Due, year: number): Day {
  return dueOn ?? lastDayOf(`${year}-${String((dueQuarter ?? 4) * 3).padStart(2, '0')}`);
}

/** `2020-Q1`, or the day. */
export function describeDue({ dueQuarter, dueOn }: Due, year: number): string {
  return dueOn ?? `${year}-Q${dueQuarter ?? 4}`;
}

/** The item with what follows from the day as of which it is shown. */
export function showWorkItem(item: WorkItem, day: Day): WorkItem {
  const { year, status, withdrawnOn } = item;
  const isOpen = withdrawnOn === null && !isCompleted(status);
  return Object.assign(new WorkItem(), item, {
    due: describeDue(item, year),
    overdue: isOpen && lastDayDue(item, year) < day,
  });
}
