/** Decides whether a report may be corrected: what is omitted stays, what is null is cleared. Pure. */
import type { Day } from '../day';
import type { CampaignFacts } from '../organization/campaign-facts';
import { Problem } from '../problem';
import { CongressEventKind } from './congress-event-kind';
import type { Decision } from './decision';
import { isSameReport, requireNote, requireSound } from './decide-completion';
import type { CongressHistory, Report } from './history';
import { requireReason, requireReport } from './require';

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
    const message = 'The held day cannot be cleared. Retract the report if the congress was not held.';
    throw new Problem('BAD_USER_INPUT', message, { argument: 'heldOn' });
  }
  const report = requireSound(applyTo(before, { ...correction, heldOn: correction.heldOn }), campaign);
  if (isSameReport(before, report)) {
    throw new Problem('CONFLICT', 'The report says all of this already: there is nothing to correct.');
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
