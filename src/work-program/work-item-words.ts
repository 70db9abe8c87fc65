/** What a work item can be, where it can go and how far it can be. */

export enum WorkItemKind {
  PROJECT = 'PROJECT',
  TASK = 'TASK',
}

export enum CentralBody {
  POLITBURO = 'POLITBURO',
  SECRETARIAT = 'SECRETARIAT',
  CENTRAL_COMMITTEE = 'CENTRAL_COMMITTEE',
}

/** From the first to the last. */
export enum WorkItemStatus {
  NOT_STARTED = 'NOT_STARTED',
  IN_PROGRESS = 'IN_PROGRESS',
  BASICALLY_COMPLETED = 'BASICALLY_COMPLETED',
  COMPLETED = 'COMPLETED',
}

const IN_ORDER = Object.values(WorkItemStatus);

/** Whether the first comes before the second on the way to completion. */
export function isBefore(status: WorkItemStatus, other: WorkItemStatus): boolean {
  return IN_ORDER.indexOf(status) < IN_ORDER.indexOf(other);
}

/** "Basically completed" is completed, too: what is left of it is formal. */
export function isCompleted(status: WorkItemStatus): boolean {
  return !isBefore(status, WorkItemStatus.BASICALLY_COMPLETED);
}
