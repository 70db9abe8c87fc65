/** Decides whether a congress may be given another day. Pure. */
import type { Day } from '../day';
import type { CampaignFacts } from '../organization/campaign-facts';
import { Problem } from '../problem';
import { CongressEventKind } from './congress-event-kind';
import { CongressStatus } from './congress-status';
import type { Decision } from './decision';
import type { CongressHistory } from './history';
import { optionalReason, requireNotPassed, requireNotClosed, requireYetToBeHeld } from './require';

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
    throw new Problem('CONFLICT', `The congress is planned for ${plannedOn} already.`, { argument: 'plannedOn' });
  }
  requireNotPassed(plannedOn, campaign, 'plannedOn');
  return {
    kind: CongressEventKind.RESCHEDULED,
    plan: { status: CongressStatus.PLANNED, plannedOn, pilot: plan.pilot },
    reason: optionalReason(reason),
  };
}
