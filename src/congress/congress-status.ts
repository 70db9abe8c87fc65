/** The states of a congress. */

export enum CongressStatus {
  PLANNED = 'PLANNED',
  POSTPONED = 'POSTPONED',
  COMPLETED = 'COMPLETED',
  CANCELLED = 'CANCELLED',
}
