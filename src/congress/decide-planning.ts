/** Decides about the plan of a congress: made, moved, put off, cancelled, reinstated, or made a pilot. Pure. */
import { Problem } from '../problem';
import { CongressEventKind, CongressStatus } from './congress-event-kind';
import type { Decision } from './decision';
import { currentPlan, type CongressHistory, statusOf } from './history';
import { optionalReason, requireReason } from '../change/reason';
import { requireNotClosed, requireYetToBeHeld, requireNotPassed, requireInWindow } from './require';
import type { Day } from '../day';
import type { CampaignFacts } from '../organization/campaign-facts';
import { say } from '../words/message';

export interface Planning {
  plannedOn?: Day | null | undefined;
  pilot?: boolean | null | undefined;
  reason?: string | null | undefined;
}

export function decidePlanning(planning: Planning, campaign: CampaignFacts): Decision {
  const plannedOn = planning.plannedOn ?? null;
  if (plannedOn !== null) requireInWindow(plannedOn, campaign, 'plannedOn');
  return {
    kind: CongressEventKind.PLANNED,
    plan: { status: CongressStatus.PLANNED, plannedOn, pilot: planning.pilot ?? false },
    reason: optionalReason(planning.reason),
  };
}

export interface Rescheduling {
  plannedOn: Day;
  reason?: string | null | undefined;
}

export function decideRescheduling(
  history: CongressHistory,
  { plannedOn, reason }: Rescheduling,
  campaign: CampaignFacts,
): Decision {
  requireNotClosed(history);
  const plan = requireYetToBeHeld(history);
  if (plan.plannedOn === plannedOn) {
    throw new Problem('CONFLICT', say`The congress is already planned for ${plannedOn}.`, { argument: 'plannedOn' });
  }
  requireNotPassed(plannedOn, campaign, 'plannedOn');
  return {
    kind: CongressEventKind.RESCHEDULED,
    plan: { status: CongressStatus.PLANNED, plannedOn, pilot: plan.pilot },
    reason: optionalReason(reason),
  };
}

export interface Postponement {
  plannedOn?: Day | null | undefined;
  reason: string;
}

export function decidePostponement(
  history: CongressHistory,
  postponement: Postponement,
  campaign: CampaignFacts,
): Decision {
  requireNotClosed(history);
  const plan = requireYetToBeHeld(history);
  const plannedOn = postponement.plannedOn ?? null;
  const reason = requireReason(postponement.reason);
  if (plan.status === CongressStatus.POSTPONED) {
    throw new Problem('CONFLICT', say`The congress is already postponed. Reschedule it when its new day is known.`);
  }
  if (plannedOn !== null) {
    requireNotPassed(plannedOn, campaign, 'plannedOn');
    if (plan.plannedOn !== null && plannedOn <= plan.plannedOn) {
      const message = say`${plannedOn} is not later than ${plan.plannedOn}, for which the congress is planned. Reschedule it to move it forward.`;
      throw new Problem('BAD_USER_INPUT', message, { argument: 'plannedOn' });
    }
  }
  const status = plannedOn === null ? CongressStatus.POSTPONED : CongressStatus.PLANNED;
  return { kind: CongressEventKind.POSTPONED, plan: { status, plannedOn, pilot: plan.pilot }, reason };
}

export interface Cancellation {
  reason: string;
}

export function decideCancellation(history: CongressHistory, { reason }: Cancellation): Decision {
  const { plannedOn, pilot } = requireYetToBeHeld(history);
  return {
    kind: CongressEventKind.CANCELLED,
    plan: { status: CongressStatus.CANCELLED, plannedOn, pilot },
    reason: requireReason(reason),
  };
}

export interface Reinstatement {
  reason?: string | null | undefined;
}

export function decideReinstatement(history: CongressHistory, { reason }: Reinstatement): Decision {
  requireNotClosed(history);
  const status = statusOf(history);
  if (status !== CongressStatus.CANCELLED) {
    throw new Problem(
      'CONFLICT',
      say`The congress is ${status ?? say`not planned`}; only a cancelled one can be reinstated.`,
    );
  }
  const before = history.plans.findLast((plan) => plan.status !== CongressStatus.CANCELLED);
  if (before === undefined) throw new Error('A congress that had never been planned was cancelled.');
  return {
    kind: CongressEventKind.REINSTATED,
    plan: { status: before.status, plannedOn: before.plannedOn, pilot: before.pilot },
    reason: optionalReason(reason),
  };
}

export interface PilotSetting {
  pilot: boolean;
  reason?: string | null | undefined;
}

export function decidePilot(history: CongressHistory, { pilot, reason }: PilotSetting): Decision {
  const plan = currentPlan(history);
  if (plan === undefined) throw new Error('A decision was asked for about a congress without a plan.');
  requireNotClosed(history);
  if (plan.status === CongressStatus.CANCELLED) {
    throw new Problem('CONFLICT', say`The congress is cancelled. Reinstate it first.`);
  }
  if (plan.pilot === pilot) {
    throw new Problem(
      'CONFLICT',
      pilot ? say`The congress is already a pilot.` : say`The congress is already not a pilot.`,
      {
        argument: 'pilot',
      },
    );
  }
  return {
    kind: CongressEventKind.PILOT_SET,
    plan: { status: plan.status, plannedOn: plan.plannedOn, pilot },
    reason: optionalReason(reason),
  };
}
