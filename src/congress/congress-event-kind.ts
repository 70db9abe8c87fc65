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
