/** Decides about the report of a congress: made, corrected, or taken back. Pure. */
import { CongressEventKind } from './congress-event-kind';
import type { Decision } from './decision';
import { ALREADY_RECORDED } from '../change/answer';
import type { CongressHistory, Report } from './history';
import { requireReason } from '../change/reason';
import { requireReport, requireCount, requireInWindow, requireNotClosed, requireYetToBeHeld } from './require';
import type { Day } from '../day';
import type { CampaignFacts } from '../organization/campaign-facts';
import { Problem } from '../problem';
import { isSameText, optionalText } from '../text/require-text';
import { NOTE } from '../text/text-rule';
import { FieldName, say } from '../words/message';

export interface Completion {
  heldOn: Day;
  delegatesSummoned?: number | null | undefined;
  delegatesAttended?: number | null | undefined;
  committeeElected?: number | null | undefined;
  note?: string | null | undefined;
}

/** The same report again is already recorded; a different one is a CONFLICT that says how to correct. */
export function decideCompletion(
  history: CongressHistory,
  completion: Completion,
  campaign: CampaignFacts,
): Decision | typeof ALREADY_RECORDED {
  const report = toReport(history, completion, campaign);
  if (history.report !== null) {
    if (isSameReport(history.report, report)) return ALREADY_RECORDED;
    throw new Problem(
      'CONFLICT',
      say`The congress was reported held on ${history.report.heldOn}, with other particulars. Use correctCongressReport to change that report, with a reason.`.inFiles(
        say`The congress was reported held on ${history.report.heldOn}, with other particulars. To correct that report, give a ${new FieldName('reason')}.`,
      ),
    );
  }
  requireNotClosed(history);
  requireYetToBeHeld(history);
  return { kind: CongressEventKind.COMPLETED, report, reason: null };
}

/** What the completion says, if it could be true; the note that is recorded already stays as it is recorded. */
export function toReport(history: CongressHistory, completion: Completion, campaign: CampaignFacts): Report {
  return requireSound(
    {
      heldOn: completion.heldOn,
      delegatesSummoned: completion.delegatesSummoned ?? null,
      delegatesAttended: completion.delegatesAttended ?? null,
      committeeElected: completion.committeeElected ?? null,
      note: requireNote(completion.note, history.report),
    },
    campaign,
  );
}

/** A report that could be true: held in the window and not after today, counts that fit each other; of the note it says nothing. */
export function requireSound(report: Report, campaign: CampaignFacts): Report {
  requireInWindow(report.heldOn, campaign, 'heldOn');
  if (report.heldOn > campaign.today) {
    throw new Problem(
      'BAD_USER_INPUT',
      say`${report.heldOn} is in the future: today is ${campaign.today}. Report the congress once it has been held.`,
      { argument: 'heldOn' },
    );
  }
  const summoned = requireCount(report.delegatesSummoned, 'delegatesSummoned');
  const attended = requireCount(report.delegatesAttended, 'delegatesAttended');
  requireCount(report.committeeElected, 'committeeElected');
  if (summoned !== null && attended !== null && attended > summoned) {
    const message = say`${attended} delegates attended, but only ${summoned} were summoned. Check both numbers.`;
    throw new Problem('BAD_USER_INPUT', message, { argument: 'delegatesAttended', limit: summoned, actual: attended });
  }
  return report;
}

function requireNote(note: string | null | undefined, stored: Pick<Report, 'note'> | null): string | null {
  const recorded = stored?.note ?? null;
  return note != null && recorded !== null && isSameText(note, recorded) ? recorded : optionalText(note, NOTE, 'note');
}

export function isSameReport(a: Report, b: Report): boolean {
  return (
    a.heldOn === b.heldOn &&
    a.delegatesSummoned === b.delegatesSummoned &&
    a.delegatesAttended === b.delegatesAttended &&
    a.committeeElected === b.committeeElected &&
    a.note === b.note
  );
}

export interface Correction {
  heldOn?: Day | null | undefined;
  delegatesSummoned?: number | null | undefined;
  delegatesAttended?: number | null | undefined;
  committeeElected?: number | null | undefined;
  note?: string | null | undefined;
  reason: string;
}

export function decideCorrection(history: CongressHistory, correction: Correction, campaign: CampaignFacts): Decision {
  const before = requireReport(history);
  const reason = requireReason(correction.reason);
  if (correction.heldOn === null) {
    const message = say`The held day cannot be cleared. Retract the report if the congress was not held.`;
    throw new Problem('BAD_USER_INPUT', message, { argument: 'heldOn' });
  }
  const report = requireSound(applyTo(before, { ...correction, heldOn: correction.heldOn }), campaign);
  if (isSameReport(before, report)) {
    throw new Problem('CONFLICT', say`The report already says all of this: there is nothing to correct.`);
  }
  return { kind: CongressEventKind.CORRECTED, report, reason };
}

function applyTo(before: Report, correction: Correction & { heldOn: Day | undefined }): Report {
  const choose = <T>(given: T | undefined, stored: T): T => (given === undefined ? stored : given);
  return {
    heldOn: correction.heldOn ?? before.heldOn,
    delegatesSummoned: choose(correction.delegatesSummoned, before.delegatesSummoned),
    delegatesAttended: choose(correction.delegatesAttended, before.delegatesAttended),
    committeeElected: choose(correction.committeeElected, before.committeeElected),
    note: requireNote(choose(correction.note, before.note), before),
  };
}

export interface Retraction {
  reason: string;
}

export function decideRetraction(history: CongressHistory, { reason }: Retraction): Decision {
  requireReport(history);
  return { kind: CongressEventKind.RETRACTED, report: null, reason: requireReason(reason) };
}
