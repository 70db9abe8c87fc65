/** Decides whether a report may be taken back: the congress is then as it was before. Pure. */
import { CongressEventKind } from './congress-event-kind';
import type { Decision } from './decision';
import type { CongressHistory } from './history';
import { requireReason, requireReport } from './require';

export interface Retraction {
  reason: string;
}

export function decideRetraction(history: CongressHistory, { reason }: Retraction): Decision {
  requireReport(history);
  return { kind: CongressEventKind.RETRACTED, report: null, reason: requireReason(reason) };
}
