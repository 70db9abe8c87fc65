/** Decides whether a work item may be given a status. Pure. */
import { optionalReason } from '../change/reason';
import type { Day } from '../day';
import { Problem } from '../problem';
import type { StatusRecorded } from './status-course';
import type { SetWorkItemStatusInput } from './work-item-inputs';
import { isBefore, type WorkItemStatus } from './work-item-words';
import { say } from '../words/message';

export type StatusSetting = Pick<SetWorkItemStatusInput, 'status' | 'on' | 'reason'>;

export interface DecidedStatus {
  status: WorkItemStatus;
  statusOn: Day;
  reason: string | null;
}

/** Null when the same is recorded already. */
export function decideStatus(
  before: StatusRecorded & { year: number },
  { status, on, reason }: StatusSetting,
  today: Day,
): DecidedStatus | null {
  const isSame = status === before.status;
  if (isSame && (on == null || before.statusOn === null || on === before.statusOn)) return null;
  const statusOn = requireDayOfStatus(on ?? today, before.year, today);
  const given = optionalReason(reason);
  const corrects = isSame || isBefore(status, before.status) || statusOn < (before.statusOn ?? '');
  if (!corrects || given !== null) return { status, statusOn, reason: given };
  const now = before.statusOn === null ? before.status : say`${before.status} since ${before.statusOn}`;
  throw new Problem('BAD_USER_INPUT', say`The work item is ${now}. To go back or correct that, give a reason.`, {
    argument: 'reason',
  });
}

/** Work on an item may begin in the year before its program. */
function requireDayOfStatus(on: Day, year: number, today: Day): Day {
  const argument = 'on';
  if (on > today) {
    const message = say`${on} is in the future: today is ${today}. Set the status once it is reached.`;
    throw new Problem('BAD_USER_INPUT', message, { argument });
  }
  const earliest = `${year - 1}-01-01`;
  if (on >= earliest) return on;
  const message = say`${on} is too early: an item of the program of ${year} reaches a status on ${earliest} or later. Check the day.`;
  throw new Problem('BAD_USER_INPUT', message, { argument });
}
