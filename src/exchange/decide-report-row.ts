/** Decides what a row says of the report of a congress: that it was held, that its report was wrong, or that it was not held after all. Pure. */
import { CongressEventKind, CongressStatus } from '../congress/congress-event-kind';
import {
  decideCompletion,
  decideRetraction,
  isSameReport,
  toReport,
  type Completion,
} from '../congress/decide-completion';
import type { Decision } from '../congress/decision';
import { ALREADY_RECORDED } from '../change/answer';
import type { CongressHistory, Report } from '../congress/history';
import { requireReason } from '../change/reason';
import type { CampaignFacts } from '../organization/campaign-facts';
import { Problem } from '../problem';
import { FieldName, say } from '../words/message';
import type { CongressRow } from './decide-congress-row';
import { sayDifference } from './say-difference';

export function decideReportRow(row: CongressRow, now: CongressHistory, campaign: CampaignFacts): Decision | undefined {
  // What the row does not say of a stored report stays as it is.
  const stored = now.report;
  const heldOn = row.heldOn ?? stored?.heldOn ?? null;
  if (row.heldOn === null && row.status !== CongressStatus.COMPLETED && !hasParticulars(row)) return undefined;
  if (heldOn === null) {
    throw new Problem(
      'BAD_USER_INPUT',
      say`The day on which the congress was held is missing. Give it in ${new FieldName('heldOn')}.`,
      {
        argument: 'heldOn',
      },
    );
  }
  const completion: Completion = {
    heldOn,
    delegatesSummoned: row.delegatesSummoned ?? stored?.delegatesSummoned,
    delegatesAttended: row.delegatesAttended ?? stored?.delegatesAttended,
    committeeElected: row.committeeElected ?? stored?.committeeElected,
    note: row.note ?? stored?.note,
  };
  if (stored !== null) return decideCorrectionRow(row, toReport(now, completion, campaign), stored);
  const decision = decideCompletion(now, completion, campaign);
  return decision === ALREADY_RECORDED ? undefined : decision;
}

/** Only a reason of its own tells a correction from a slip. */
function decideCorrectionRow({ givenReason }: CongressRow, report: Report, stored: Report): Decision | undefined {
  if (isSameReport(stored, report)) return undefined;
  if (givenReason !== null) return { kind: CongressEventKind.CORRECTED, report, reason: requireReason(givenReason) };
  const difference = sayDifference(stored, report) ?? '';
  throw new Problem(
    'CONFLICT',
    say`The congress was reported held on ${stored.heldOn}, with other particulars: ${difference}. To correct that report, say why in a column ${new FieldName('reason')}, or for all rows with --reason.`,
    { argument: 'reason' },
  );
}

function hasParticulars(row: CongressRow): boolean {
  return [row.delegatesSummoned, row.delegatesAttended, row.committeeElected].some((count) => count !== null);
}

/**
 * Whether the row takes a report back: who filled it in saw the report, and says that there was no congress. A sheet from before
 * the report says the same without meaning it, and a row without a version cannot be told from that.
 */
export function isTakingBack({ status, heldOn }: CongressRow, knewReport: boolean): boolean {
  return knewReport && heldOn === null && isYetToBeHeld(status);
}

export function decideRetractionRow(row: CongressRow, now: CongressHistory, knewReport: boolean): Decision | undefined {
  const { report } = now;
  if (!knewReport || report === null || !isYetToBeHeld(row.status)) return undefined;
  if (!isTakingBack(row, knewReport) || hasOtherParticulars(row, report)) {
    const message = say`The row says that the congress is yet to be held, and also what was reported of it. To take its report back, empty ${new FieldName('heldOn')}, and say why in a column ${new FieldName('reason')}; otherwise write ${CongressStatus.COMPLETED}.`;
    throw new Problem('BAD_USER_INPUT', message, { argument: 'status' });
  }
  if (row.givenReason !== null) return decideRetraction(now, { reason: row.givenReason });
  throw new Problem(
    'CONFLICT',
    say`The congress was reported held on ${report.heldOn}. To take that report back, say why in a column ${new FieldName('reason')}, or for all rows with --reason.`,
    { argument: 'reason' },
  );
}

function isYetToBeHeld(status: CongressStatus | null): boolean {
  return status === CongressStatus.PLANNED || status === CongressStatus.POSTPONED;
}

/** Counts that stay in the row as they were exported do not speak against it. */
function hasOtherParticulars(row: CongressRow, report: Report): boolean {
  const counts = ['delegatesSummoned', 'delegatesAttended', 'committeeElected'] as const;
  return counts.some((key) => row[key] !== null && row[key] !== report[key]);
}
