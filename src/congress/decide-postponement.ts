/** Decides whether a congress may be put off, to a later day or without one. Pure. */
import type { Day } from '../day';
import type { CampaignFacts } from '../organization/campaign-facts';
import { Problem } from '../problem';
import { CongressEventKind } from './congress-event-kind';
import { CongressStatus } from './congress-status';
import type { Decision } from './decision';
import type { CongressHistory } from './history';
import { requireNotPassed, requireNotClosed, requireReason, requireYetToBeHeld } from './require';

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
    throw new Problem('CONFLICT', 'The congress is postponed already. Reschedule it when its new day is known.');
  }
  if (plannedOn !== null) {
    requireNotPassed(plannedOn, campaign, 'plannedOn');
    if (plan.plannedOn !== null && plannedOn <= plan.plannedOn) {
      const message = `${plannedOn} is not later than ${plan.plannedOn}, for which the congress is planned. Reschedule it to move it forward.`;
      throw new Problem('BAD_USER_INPUT', message, { argument: 'plannedOn' });
    }
  }
  const status = plannedOn === null ? CongressStatus.POSTPONED : CongressStatus.PLANNED;
  return { kind: CongressEventKind.POSTPONED, plan: { status, plannedOn, pilot: plan.pilot }, reason };
}
