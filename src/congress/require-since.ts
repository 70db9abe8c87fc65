/** Which day a plan that comes by file may hold since. Pure. */
import type { Day } from '../day';
import type { CampaignFacts } from '../organization/campaign-facts';
import { Problem } from '../problem';
import { currentPlan, type CongressHistory } from './history';
import { say } from '../words/message';

type Dates = Pick<CampaignFacts, 'startsOn' | 'today'>;

/** The first day since which any plan can hold: that of the campaign, or today where it has not begun. */
export function firstDayOfPlans({ startsOn, today }: Dates): Day {
  return startsOn < today ? startsOn : today;
}

/** A day of the campaign up to today, not before that of the plan that is there: what held until then was known, and stays. */
export function requireSince(since: Day, history: CongressHistory, campaign: Dates): Day {
  const argument = 'since';
  const first = firstDayOfPlans(campaign);
  if (since < first || since > campaign.today) {
    const message = say`A plan cannot hold since ${since}: give a day from ${first} to ${campaign.today}, the business day.`;
    throw new Problem('BAD_USER_INPUT', message, { argument });
  }
  const before = currentPlan(history)?.since;
  if (before === undefined || since >= before) return since;
  const message = say`The present plan has held since ${before}, so another one cannot hold since ${since}. Give ${before} or a later day.`;
  throw new Problem('CONFLICT', message, { argument });
}

/** A row that changes nothing may only repeat since when the plan is known to hold. */
export function requireKnownSince(since: Day, { plans }: CongressHistory): void {
  if (plans.some((plan) => plan.since === since)) return;
  const known = [...new Set(plans.map((plan) => plan.since))].join(', ');
  const message = say`This plan is recorded already and has held since ${known}; that can no longer be changed. Leave the day empty, or write that one.`;
  throw new Problem('CONFLICT', message, { argument: 'since' });
}
