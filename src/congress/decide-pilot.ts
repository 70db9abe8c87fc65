/** Decides whether a congress may become a pilot, or stop being one. Pure. */
import { Problem } from '../problem';
import { CongressEventKind } from './congress-event-kind';
import { CongressStatus } from './congress-status';
import type { Decision } from './decision';
import { currentPlan, type CongressHistory } from './history';
import { optionalReason, requireNotClosed } from './require';

export interface PilotSetting {
  pilot: boolean;
  reason?: string | null | undefined;
}

export function decidePilot(history: CongressHistory, { pilot, reason }: PilotSetting): Decision {
  const plan = currentPlan(history);
  if (plan === undefined) throw new Error('A congress without a plan was decided about.');
  requireNotClosed(history);
  if (plan.status === CongressStatus.CANCELLED) {
    throw new Problem('CONFLICT', 'The congress is cancelled. Reinstate it first.');
  }
  if (plan.pilot === pilot) {
    throw new Problem('CONFLICT', `The congress is ${pilot ? 'a pilot already' : 'no pilot'}.`, { argument: 'pilot' });
  }
  return {
    kind: CongressEventKind.PILOT_SET,
    plan: { status: plan.status, plannedOn: plan.plannedOn, pilot },
    reason: optionalReason(reason),
  };
}
