/** The history of a congress after a decision about it. Pure. */
import type { CampaignFacts } from '../organization/campaign-facts';
import type { Decision } from './decision';
import type { CongressHistory } from './history';

/** A plan acts from the business day on which it was decided. */
export function historyAfter(
  history: CongressHistory,
  decision: Decision,
  { today }: Pick<CampaignFacts, 'today'>,
): CongressHistory {
  const plan = decision.plan && { ...decision.plan, decidedOn: today };
  return {
    ...history,
    plans: plan === undefined ? history.plans : [...history.plans, plan],
    report: decision.report === undefined ? history.report : decision.report,
  };
}
