/** What can happen to a congress, or to the business day. */

export enum CongressEventKind {
  PLANNED = 'PLANNED',
  RESCHEDULED = 'RESCHEDULED',
  POSTPONED = 'POSTPONED',
  CANCELLED = 'CANCELLED',
  REINSTATED = 'REINSTATED',
  PILOT_SET = 'PILOT_SET',
  COMPLETED = 'COMPLETED',
  CORRECTED = 'CORRECTED',
  RETRACTED = 'RETRACTED',
  DAY_TURNED = 'DAY_TURNED',
}

const OF_PLANS: ReadonlySet<string> = new Set([
  CongressEventKind.PLANNED,
  CongressEventKind.RESCHEDULED,
  CongressEventKind.POSTPONED,
  CongressEventKind.CANCELLED,
  CongressEventKind.REINSTATED,
  CongressEventKind.PILOT_SET,
]);

/** Whether such an event leaves behind another plan. */
export function makesPlan(kind: string): boolean {
  return OF_PLANS.has(kind);
}

export enum CongressStatus {
  PLANNED = 'PLANNED',
  POSTPONED = 'POSTPONED',
  COMPLETED = 'COMPLETED',
  CANCELLED = 'CANCELLED',
}
