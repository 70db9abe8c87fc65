/** What is known of one congress: what was decided about it day by day, and the report if there is one. */
import type { Day } from '../day';
import type { Level } from '../organization/level';
import { CongressStatus } from './congress-event-kind';

export interface PlanState {
  status: CongressStatus.PLANNED | CongressStatus.POSTPONED | CongressStatus.CANCELLED;
  plannedOn: Day | null;
  pilot: boolean;
}

export interface PlanDecision extends PlanState {
  /** From this day on the plan holds: the business day of the decision, or one before it that a file gave. Never falls. */
  since: Day;
}

export interface Report {
  heldOn: Day;
  delegatesSummoned: number | null;
  delegatesAttended: number | null;
  committeeElected: number | null;
  note: string | null;
}

export interface CongressHistory {
  level: Level;
  /** In the order of their positions; empty before the congress is planned. */
  plans: readonly PlanDecision[];
  report: Report | null;
  /** The day on which its organization was closed; null or absent while it is open. */
  closedOn?: Day | null;
}

/** The present plan; undefined before the congress is planned. */
export function currentPlan(history: CongressHistory): PlanDecision | undefined {
  return history.plans.at(-1);
}

/** The state of the congress; undefined before it is planned. */
export function statusOf(history: CongressHistory): CongressStatus | undefined {
  return history.report === null ? currentPlan(history)?.status : CongressStatus.COMPLETED;
}
