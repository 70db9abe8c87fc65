/** Puts a decision of the demo country to the same rules as a mutation, and adds it to the history of its congress. */
import { ALREADY_RECORDED } from '../change/answer';
import type { Decision } from '../congress/decision';
import { decideCompletion } from '../congress/decide-completion';
import { decidePlanning, decideRescheduling, decidePostponement } from '../congress/decide-planning';
import type { CongressHistory } from '../congress/history';
import type { CampaignFacts } from '../organization/campaign-facts';
import type { DemoDecision } from './demo-country';

export function decideDemo(demo: DemoDecision, history: CongressHistory, campaign: CampaignFacts): Decision {
  switch (demo.kind) {
    case 'PLANNED':
      if (history.plans.length > 0) throw new Error(`The congress of ${demo.organization} is planned twice.`);
      return decidePlanning({ plannedOn: demo.plannedOn, pilot: demo.pilot }, campaign);
    case 'RESCHEDULED':
      return decideRescheduling(history, demo, campaign);
    case 'POSTPONED':
      return decidePostponement(history, demo, campaign);
    case 'COMPLETED': {
      const { heldOn, delegatesSummoned, delegatesAttended, committeeElected } = demo;
      const completion = { heldOn, delegatesSummoned, delegatesAttended, committeeElected };
      const decision = decideCompletion(history, completion, campaign);
      if (decision !== ALREADY_RECORDED) return decision;
      throw new Error(`The congress of ${demo.organization} is reported twice.`);
    }
  }
}
