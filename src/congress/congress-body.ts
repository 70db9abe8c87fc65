/** The congress as an event keeps it, and as it is read back. */
import type { LogEntry } from '../feed/log-entry';
import { Congress } from './congress';
import { currentPlan, statusOf, type CongressHistory, type Report } from './history';

export const NO_REPORT: { [key in keyof Report]: null } = {
  heldOn: null,
  delegatesSummoned: null,
  delegatesAttended: null,
  committeeElected: null,
  note: null,
};

/** All columns of the congress but its position, which the log gives. */
export function bodyOf(
  congress: { id: number; organizationId: number },
  history: CongressHistory,
): Record<string, unknown> {
  const plan = currentPlan(history);
  return {
    id: congress.id,
    organizationId: congress.organizationId,
    level: history.level,
    pilot: plan?.pilot,
    status: statusOf(history),
    plannedOn: plan?.plannedOn ?? null,
    ...(history.report ?? NO_REPORT),
  };
}

/** The congress as of the event; null when the event is not of a congress. */
export function congressOf(entry: LogEntry): Congress | null {
  if (entry.subject === null) return null;
  return Object.assign(new Congress(), entry.body, { position: entry.position, seenOn: entry.day });
}
