/** Decides what a row about a congress requires: the decisions that lead from what is known to what the row says. Pure. */
import {
  decideCancellation,
  decidePlanning,
  decideRescheduling,
  decidePostponement,
  decideReinstatement,
  decidePilot,
} from '../congress/decide-planning';
import { type Decision, historyAfter } from '../congress/decision';
import { CongressStatus } from '../congress/congress-event-kind';
import { currentPlan, statusOf, type CongressHistory } from '../congress/history';
import { requireNotClosed } from '../congress/require';
import { requireKnownSince, requireSince } from '../congress/require-since';
import type { Day } from '../day';
import type { CongressFields } from '../history/event-row';
import type { CampaignFacts } from '../organization/campaign-facts';
import { Problem } from '../problem';
import { FieldName, say } from '../words/message';
import { decideReportRow, decideRetractionRow, isTakingBack } from './decide-report-row';
import type { RowVersion } from './row-version';

/** A row as it was read. What is null changes nothing. */
export interface CongressRow extends CongressFields {
  organization: string;
  /** Only to find which organization may be meant. */
  name: string | null;
  /** A reason that was given as one; `reason` may be a note that explains a plan. */
  givenReason: string | null;
  /** What the sheet knew of the congress; null where it does not say. */
  version: RowVersion | null;
  /** Whether there is nothing in it but code and name. */
  saysNothing: boolean;
}

/** Since when plans hold whose row does not say it. */
export interface SinceDays {
  /** Given for the whole import; null when it was not. */
  given: Day | null;
  /** That of the first plan of a congress. */
  ofFirst: Day;
}

export interface DecidedStep {
  decision: Decision;
  before: CongressHistory;
  after: CongressHistory;
}

const AS_IT_STOOD = 'Imported as it stood.';

/**
 * In the order in which they must be recorded; none when all of it is known. Throws a Problem whose argument is the field.
 * `knewReport` is whether the version of the row had a report.
 */
export function decideCongressRow(
  given: CongressRow,
  history: CongressHistory,
  campaign: CampaignFacts,
  days: SinceDays,
  knewReport = false,
): DecidedStep[] {
  const isNew = history.plans.length === 0;
  // A row of a form that was handed out before there was a plan, and that nobody filled in; any other row with a code plans.
  if (isNew && given.version?.position === 0 && given.saysNothing) return [];
  const file = { since: given.since ?? days.given ?? (isNew ? days.ofFirst : campaign.today) };
  const steps: DecidedStep[] = [];
  let now = history;
  const take = (decision: Decision): void => {
    if (decision.plan !== undefined) requireSince(file.since, now, campaign);
    const decided = { ...decision, file };
    const after = historyAfter(now, decided, campaign);
    steps.push({ decision: decided, before: now, after });
    now = after;
  };
  const retraction = decideRetractionRow(given, history, knewReport);
  if (retraction !== undefined) take(retraction);
  const row = withSoundStatus(isTakingBack(given, knewReport) ? withoutParticulars(given) : given, now);
  if (isNew) {
    requireNotClosed(history);
    take(decidePlanning(row, campaign));
  } else if (row.pilot !== null && row.pilot !== currentPlan(now)?.pilot) {
    take(decidePilot(now, { pilot: row.pilot, reason: row.reason }));
  }
  if (statusOf(now) === CongressStatus.CANCELLED && row.status === CongressStatus.PLANNED) {
    take(reinstate(now, row));
  }
  const move = decideMove(row, now, isNew, campaign);
  if (move !== undefined) take(move);
  const completion = decideReportRow(row, now, campaign);
  if (completion !== undefined) take(completion);
  if (row.since !== null && steps.every(({ decision }) => decision.plan === undefined)) {
    requireKnownSince(row.since, history);
  }
  return steps;
}

/** What is still in the row of a report that is taken back, or was before. */
function withoutParticulars(row: CongressRow): CongressRow {
  return { ...row, delegatesSummoned: null, delegatesAttended: null, committeeElected: null, note: null };
}

/** A sheet that is older than the cancellation must not undo it silently. */
function reinstate(now: CongressHistory, row: CongressRow): Decision {
  if (row.reason !== null) return decideReinstatement(now, row);
  const message = say`The congress is cancelled. To reinstate it, say why in a column ${new FieldName('reason')}, or for all rows with --reason.`;
  throw new Problem('CONFLICT', message, { argument: 'status' });
}

function decideMove(
  row: CongressRow,
  now: CongressHistory,
  isNew: boolean,
  campaign: CampaignFacts,
): Decision | undefined {
  const { status, plannedOn } = row;
  const reason = row.reason ?? (isNew ? AS_IT_STOOD : '');
  if (status === CongressStatus.CANCELLED) {
    return statusOf(now) === status ? undefined : decideCancellation(now, { reason });
  }
  if (status === CongressStatus.POSTPONED) {
    return statusOf(now) === status ? undefined : decidePostponement(now, { plannedOn: null, reason }, campaign);
  }
  if (plannedOn !== null && plannedOn !== currentPlan(now)?.plannedOn) {
    return decideRescheduling(now, { plannedOn, reason: row.reason }, campaign);
  }
  if (status === CongressStatus.PLANNED && statusOf(now) !== status) {
    const message = say`The congress is ${statusOf(now) ?? ''}, not ${CongressStatus.PLANNED}. Give it a new day in ${new FieldName('plannedOn')}.`;
    throw new Problem('CONFLICT', message, { argument: 'status' });
  }
  return undefined;
}

/**
 * A congress that was held was planned or postponed before: a sheet that was exported and filled in by hand still says so. A
 * postponed one has no day.
 */
function withSoundStatus(row: CongressRow, history: CongressHistory): CongressRow {
  const { status, plannedOn, heldOn } = row;
  if (heldOn !== null && status === CongressStatus.CANCELLED) {
    const message = say`The row says both held on ${heldOn} and ${CongressStatus.CANCELLED}. Leave out one of the two.`;
    throw new Problem('BAD_USER_INPUT', message, { argument: 'status' });
  }
  const wasHeld = statusOf(history) === CongressStatus.COMPLETED && status !== CongressStatus.CANCELLED;
  if (heldOn !== null || wasHeld) return { ...row, status: null };
  if (status === CongressStatus.POSTPONED && plannedOn !== null) {
    const message = say`The row says both ${CongressStatus.POSTPONED} and planned for ${plannedOn}. To reschedule it to that day, leave out the status.`;
    throw new Problem('BAD_USER_INPUT', message, { argument: 'status' });
  }
  return row;
}
