/** Decides whether a cancelled congress may come back into the plan, as it was before. Pure. */
import { Problem } from '../problem';
import { CongressEventKind } from './congress-event-kind';
import { CongressStatus } from './congress-status';
import type { Decision } from './decision';
import { statusOf, type CongressHistory } from './history';
import { optionalReason, requireNotClosed } from './require';

export interface Reinstatement {
  reason?: string | null | undefined;
}

export function decideReinstatement(history: CongressHistory, { reason }: Reinstatement): Decision {
  requireNotClosed(history);
  const status = statusOf(history);
  if (status !== CongressStatus.CANCELLED) {
    throw new Problem(
      'CONFLICT',
      `The congress is ${status ?? 'not planned'}; only a cancelled one can be reinstated.`,
    );
  }
  const before = history.plans.findLast((plan) => plan.status !== CongressStatus.CANCELLED);
  if (before === undefined) throw new Error('A congress was cancelled that had never been planned.');
  return {
    kind: CongressEventKind.REINSTATED,
    plan: { status: before.status, plannedOn: before.plannedOn, pilot: before.pilot },
    reason: optionalReason(reason),
  };
}
