/** How far an item of the work program is, as a square that fills up. */
import type { JSX } from 'preact';
import type { WorkItemStatus } from '../../generated/operations.ts';

/** Of the square, from below, in tenths: what is basically completed is seen to lack something. */
const FILLED: Record<WorkItemStatus, number> = {
  NOT_STARTED: 0,
  IN_PROGRESS: 3,
  BASICALLY_COMPLETED: 7,
  COMPLETED: 10,
};

export function StatusMark({ status, overdue }: { status: WorkItemStatus; overdue: boolean }): JSX.Element {
  const filled = FILLED[status];
  return (
    <svg class={overdue ? 'mark mark-late' : 'mark'} viewBox="0 0 12 12" aria-hidden="true">
      <rect class="mark-all" x="1" y="1" width="10" height="10" />
      <rect class="mark-done" x="1" y={11 - filled} width="10" height={filled} />
    </svg>
  );
}
