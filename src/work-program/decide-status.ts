/** Decides whether a work item may be given a status. Pure. */
import type { Day } from '../day';
import { Problem } from '../problem';
import { optionalWhy } from './require-content';
import type { StatusRecorded } from './status-course';
import { isBefore, type WorkItemStatus } from './work-item-words';

export interface StatusSetting {
  status: WorkItemStatus;
  /** Today when absent. */
  on?: Day | null | undefined;
  reason?: string | null | undefined;
}

export interface DecidedStatus {
  status: WorkItemStatus;
  statusOn: Day;
  reason: string | null;
}

/** Null when the very same is recorded already. */
export function decideStatus(
  before: StatusRecorded & { year: number },
  { status, on, reason }: StatusSetting,
  today: Day,
): DecidedStatus | null {
  const isSame = status === before.status;
  if (isSame && (on == null || before.statusOn === null || on === before.statusOn)) return null;
  const statusOn = requireDayOfStatus(on ?? today, before.year, today);
  const given = optionalWhy(reason);
  const corrects = isSame || isBefore(status, before.status) || statusOn < (before.statusOn ?? '');
  if (!corrects || given !== null) return { status, statusOn, reason: given };
  const stands = `${before.status}${before.statusOn === null ? '' : ` since ${before.statusOn}`}`;
  throw new Problem('BAD_USER_INPUT', `The work item is ${stands}. To go back or correct that, give a reason.`, {
    argument: 'reason',
  });
}

/** Work on an item may begin in the year before its program. */
function requireDayOfStatus(on: Day, year: number, today: Day): Day {
  const argument = 'on';
  if (on > today) {
    throw new Problem(
      'BAD_USER_INPUT',
      `${on} is in the future: today is ${today}. Set the status once it is reached.`,
      {
        argument,
      },
    );
  }
  const earliest = `${year - 1}-01-01`;
  if (on >= earliest) return on;
  const message = `${on} is too early: an item of the program of ${year} reaches a status on ${earliest} or later. Check the day.`;
  throw new Problem('BAD_USER_INPUT', message, { argument });
}
