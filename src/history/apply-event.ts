/** What an event of a restored log makes of the history of its congress. Pure. */
import { CongressEventKind, makesPlan, CongressStatus } from '../congress/congress-event-kind';
import { requireSound } from '../congress/decide-completion';
import { currentPlan, statusOf, type CongressHistory, type PlanState, type Report } from '../congress/history';
import { requireInWindow } from '../congress/require';
import { requireSince } from '../congress/require-since';
import type { Day } from '../day';
import type { CampaignFacts } from '../organization/campaign-facts';
import { unfit, type CongressEventRow } from './event-row';

/** What the event adds: a plan, a report, or that a report was taken back. */
export interface Added {
  after: CongressHistory;
  plan?: PlanState & { since: Day };
  report?: Report | null;
}

export function applyEvent(before: CongressHistory, event: CongressEventRow, campaign: CampaignFacts): Added {
  if ((before.plans.length === 0) !== (event.kind === CongressEventKind.PLANNED)) {
    throw unfit(
      event,
      before.plans.length === 0 ? 'the congress was never planned' : 'it was planned before',
      'eventKind',
    );
  }
  const isAboutReport = event.kind === CongressEventKind.CORRECTED || event.kind === CongressEventKind.RETRACTED;
  if (isAboutReport && before.report === null) throw unfit(event, 'there is no report', 'eventKind');
  if (event.kind === CongressEventKind.COMPLETED && before.report !== null) {
    throw unfit(event, 'it was reported before', 'eventKind');
  }
  if (event.since !== null && !makesPlan(event.kind)) throw unfit(event, 'it does not make a plan', 'since');
  const added = addTo(before, event, campaign);
  // What the mutations refuse cannot be in a log that was exported.
  if (added.report != null) requireSound(added.report, { ...campaign, today: event.day });
  if (added.plan?.plannedOn != null) requireInWindow(added.plan.plannedOn, campaign, 'plannedOn');
  const plan = currentPlan(added.after);
  const differs =
    statusOf(added.after) !== event.status
      ? 'status'
      : plan?.plannedOn !== event.plannedOn
        ? 'plannedOn'
        : plan.pilot !== event.pilot
          ? 'pilot'
          : !isReported(added.after.report, event)
            ? 'heldOn'
            : undefined;
  if (differs === undefined) return added;
  throw unfit(event, `the ${differs} does not follow from the events before it`, differs);
}

function addTo(before: CongressHistory, event: CongressEventRow, campaign: CampaignFacts): Added {
  const { level, plans, report } = before;
  switch (event.kind) {
    case CongressEventKind.COMPLETED:
    case CongressEventKind.CORRECTED: {
      const sent = reportOf(event);
      return { after: { level, plans, report: sent }, report: sent };
    }
    case CongressEventKind.RETRACTED:
      return { after: { level, plans, report: null }, report: null };
    case CongressEventKind.PILOT_SET: {
      const current = currentPlan(before);
      if (current === undefined || event.pilot === null) throw unfit(event, 'there is nothing to set', 'pilot');
      const plan = { ...current, pilot: event.pilot, since: sinceOf(event, before, campaign) };
      return { after: { level, plans: [...plans, plan], report }, plan };
    }
    case CongressEventKind.DAY_TURNED:
      throw unfit(event, 'it does not concern a congress', 'eventKind');
    case CongressEventKind.PLANNED:
    case CongressEventKind.RESCHEDULED:
    case CongressEventKind.POSTPONED:
    case CongressEventKind.CANCELLED:
    case CongressEventKind.REINSTATED: {
      const plan = { ...planOf(event), since: sinceOf(event, before, campaign) };
      return { after: { level, plans: [...plans, plan], report }, plan };
    }
  }
}

/** Files from before plans had such a day leave it out: it is then the day of the event. */
function sinceOf(event: CongressEventRow, before: CongressHistory, campaign: CampaignFacts): Day {
  if (event.since === null || event.since === event.day) return event.day;
  if (event.byFile !== true) throw unfit(event, 'only a plan that came by file can hold since another day', 'since');
  return requireSince(event.since, before, { ...campaign, today: event.day });
}

function planOf(event: CongressEventRow): PlanState {
  const { status, plannedOn, pilot } = event;
  if (status === null || status === CongressStatus.COMPLETED)
    throw unfit(event, 'it makes a plan, and this is not the status of one', 'status');
  if (pilot === null) throw unfit(event, 'it says nothing of the pilot flag', 'pilot');
  return { status, plannedOn, pilot };
}

function reportOf(event: CongressEventRow): Report {
  const { heldOn, delegatesSummoned, delegatesAttended, committeeElected, note } = event;
  if (heldOn === null) throw unfit(event, 'the day on which the congress was held is missing', 'heldOn');
  return { heldOn, delegatesSummoned, delegatesAttended, committeeElected, note };
}

function isReported(report: Report | null, event: CongressEventRow): boolean {
  return (
    (report?.heldOn ?? null) === event.heldOn &&
    (report?.delegatesSummoned ?? null) === event.delegatesSummoned &&
    (report?.delegatesAttended ?? null) === event.delegatesAttended &&
    (report?.committeeElected ?? null) === event.committeeElected &&
    (report?.note ?? null) === event.note
  );
}
