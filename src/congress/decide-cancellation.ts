/** Decides whether a congress may be taken out of the plan. Pure. */
import { CongressEventKind } from './congress-event-kind';
import { CongressStatus } from './congress-status';
import type { Decision } from './decision';
import type { CongressHistory } from './history';
import { requireReason, requireYetToBeHeld } from './require';

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
