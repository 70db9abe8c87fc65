/** The history of a congress after a decision about it. Pure. */
import type { CampaignFacts } from '../organization/campaign-facts';
import type { Decision } from './decision';
import type { CongressHistory } from './history';

/** A plan holds from the business day on which it was decided, unless a file says since when. */
export function historyAfter(
  history: CongressHistory,
  decision: Decision,
  { today }: Pick<CampaignFacts, 'today'>,
): CongressHistory {
  const plan = decision.plan && { ...decision.plan, since: decision.file?.since ?? today };
  return {
    ...history,
    plans: plan === undefined ? history.plans : [...history.plans, plan],
    report: decision.report === undefined ? history.report : decision.report,
  };
}
