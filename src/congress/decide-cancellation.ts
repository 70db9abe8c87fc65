/** Decides whether a congress may be taken out of the plan. Pure. */
import { CongressEventKind } from './congress-event-kind';
import { CongressStatus } from './congress-status';
import type { Decision } from './decision';
import type { CongressHistory } from './history';
import { requireReason, requireYetToBeHeld } from './require';

export function decideCancellation(history: CongressHistory, { reason }: { reason: string }): Decision {
  const { plannedOn, pilot } = requireYetToBeHeld(history);
  return {
    kind: CongressEventKind.CANCELLED,
    plan: { status: CongressStatus.CANCELLED, plannedOn, pilot },
    reason: requireReason(reason),
  };
}
