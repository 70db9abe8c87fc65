/** Rules that several decisions share: each throws the one Problem that says what to do. Pure. */
import { requireWhole } from '../change/require-number';
import type { Day } from '../day';
import type { CampaignFacts } from '../organization/campaign-facts';
import { refuseClosed } from '../organization/refuse-closed';
import { Problem } from '../problem';
import { CongressStatus } from './congress-event-kind';
import { currentPlan, statusOf, type CongressHistory, type PlanDecision } from './history';
import { say } from '../words/message';

/** The most people that a count of a congress or a rating may tell. */
const MOST_PEOPLE = 5_000;

/** A count of people: 0 to 5,000; null where it is not known. */
export function requireCount(count: number | null, argument: string): number | null {
  return count === null ? null : requireWhole(count, MOST_PEOPLE, argument);
}

/** A day within the campaign's window. */
export function requireInWindow(day: Day, campaign: CampaignFacts, argument: string): Day {
  if (day >= campaign.startsOn && day <= campaign.endsOn) return day;
  throw new Problem(
    'BAD_USER_INPUT',
    say`${day} is outside the campaign, which runs from ${campaign.startsOn} to ${campaign.endsOn}. Check the day.`,
    { argument },
  );
}

/** A day of the window that has not passed. */
export function requireNotPassed(day: Day, campaign: CampaignFacts, argument: string): Day {
  if (day < campaign.today) {
    throw new Problem(
      'BAD_USER_INPUT',
      say`${day} has passed: today is ${campaign.today}. Choose today or a later day.`,
      {
        argument,
      },
    );
  }
  return requireInWindow(day, campaign, argument);
}

/** A closed organization takes nothing new; what it did can still be corrected and taken back. */
export function requireNotClosed({ closedOn }: CongressHistory): void {
  if (closedOn != null) throw refuseClosed(say`The organization`, closedOn, 'organization');
}

/** The plan of a congress that is yet to be held; a CONFLICT says why there is none. */
export function requireYetToBeHeld(history: CongressHistory): PlanDecision {
  const plan = currentPlan(history);
  const status = statusOf(history);
  if (plan === undefined) throw new Error('A decision was asked for about a congress without a plan.');
  if (status === CongressStatus.COMPLETED) {
    throw new Problem(
      'CONFLICT',
      say`The congress was reported held on ${history.report?.heldOn ?? ''}. Retract that report first, with a reason.`,
    );
  }
  if (status === CongressStatus.CANCELLED) {
    throw new Problem('CONFLICT', say`The congress is cancelled. Reinstate it first.`);
  }
  return plan;
}

/** The report of a completed congress; a CONFLICT when there is none. */
export function requireReport(history: CongressHistory): NonNullable<CongressHistory['report']> {
  if (history.report !== null) return history.report;
  throw new Problem(
    'CONFLICT',
    say`The congress is ${statusOf(history) ?? say`not planned`}: there is no report of it.`,
  );
}
