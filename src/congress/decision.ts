/** What a decision about a congress comes to: the event it is, and what it leaves behind. */
import type { Day } from '../day';
import type { CongressEventKind } from './congress-event-kind';
import type { CampaignFacts } from '../organization/campaign-facts';
import type { CongressHistory, PlanState, Report } from './history';
import type { LockedCongress } from './lock-congresses';

export interface Decision {
  kind: CongressEventKind;
  /** The plan from now on, where the decision changes it. */
  plan?: PlanState;
  /** Whether it comes by a file, and the day since which its plan holds; by a mutation a plan holds from the business day on. */
  file?: { since: Day };
  /** The report from now on, where the decision changes it; null when it is taken back. */
  report?: Report | null;
  reason: string | null;
}

/** A congress with what was decided about it, and its history after that. */
export interface Decided {
  congress: LockedCongress;
  decision: Decision;
  before: CongressHistory;
  after: CongressHistory;
}

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
