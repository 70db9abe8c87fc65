/** Decides whether a congress may be reported completed. Pure. */
import type { Day } from '../day';
import type { CampaignFacts } from '../organization/campaign-facts';
import { Problem } from '../problem';
import { isSameText, optionalText } from '../text/require-text';
import { NOTE } from '../text/text-rule';
import { CongressEventKind } from './congress-event-kind';
import { ALREADY_RECORDED, type Decision } from './decision';
import type { CongressHistory, Report } from './history';
import { requireCount, requireInWindow, requireNotClosed, requireYetToBeHeld } from './require';

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
  const report = requireSound(
    {
      heldOn: completion.heldOn,
      delegatesSummoned: completion.delegatesSummoned ?? null,
      delegatesAttended: completion.delegatesAttended ?? null,
      committeeElected: completion.committeeElected ?? null,
      note: requireNote(completion.note, history.report),
    },
    campaign,
  );
  if (history.report !== null) {
    if (isSameReport(history.report, report)) return ALREADY_RECORDED;
    throw new Problem(
      'CONFLICT',
      `The congress was reported held on ${history.report.heldOn}, with other particulars. Use correctCongressReport to change that report, with a reason.`,
    );
  }
  requireNotClosed(history);
  requireYetToBeHeld(history);
  return { kind: CongressEventKind.COMPLETED, report, reason: null };
}

/** A report that could be true: held in the window and not after today, counts that fit each other; of the note it says nothing. */
export function requireSound(report: Report, campaign: CampaignFacts): Report {
  requireInWindow(report.heldOn, campaign, 'heldOn');
  if (report.heldOn > campaign.today) {
    throw new Problem(
      'BAD_USER_INPUT',
      `${report.heldOn} is in the future: today is ${campaign.today}. Report the congress once it has been held.`,
      { argument: 'heldOn' },
    );
  }
  const summoned = requireCount(report.delegatesSummoned, 'delegatesSummoned');
  const attended = requireCount(report.delegatesAttended, 'delegatesAttended');
  requireCount(report.committeeElected, 'committeeElected');
  if (summoned !== null && attended !== null && attended > summoned) {
    const message = `${attended} delegates attended, but only ${summoned} were summoned. Check both numbers.`;
    throw new Problem('BAD_USER_INPUT', message, { argument: 'delegatesAttended', limit: summoned, actual: attended });
  }
  return report;
}

export function requireNote(note: string | null | undefined, stored: Pick<Report, 'note'> | null): string | null {
  const stands = stored?.note ?? null;
  return note != null && stands !== null && isSameText(note, stands) ? stands : optionalText(note, NOTE, 'note');
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
