/** Decides whether a congress may be planned. Pure. */
import type { Day } from '../day';
import type { CampaignFacts } from '../organization/campaign-facts';
import { CongressEventKind } from './congress-event-kind';
import { CongressStatus } from './congress-status';
import type { Decision } from './decision';
import { optionalReason, requireInWindow } from './require';

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
