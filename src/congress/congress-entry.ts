/** The congress as an entry of the log keeps it: body and labels, written and read back. */
import type { Level } from '../organization/level';
import { CongressEventKind, makesPlan } from './congress-event-kind';
import { currentPlan, type CongressHistory, statusOf, type Report } from './history';
import type { Day } from '../day';
import type { LogEntry } from '../feed/log-entry';
import { Congress } from './congress';
import type { Decision } from './decision';

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

/** What an entry says of how it came about: nothing where it was a mutation. */
export interface Origin {
  byFile?: true;
  /** Of the plan that it made. */
  since?: Day;
}

/** What the body of an entry has besides the congress. */
export function originOf({ file, plan }: Pick<Decision, 'file' | 'plan'>): Origin {
  if (file === undefined) return {};
  return plan === undefined ? { byFile: true } : { byFile: true, since: file.since };
}

/** The congress as of the event; null when the event is not of a congress. */
export function congressOf(entry: LogEntry): Congress | null {
  if (entry.recordId === null) return null;
  const { byFile: _byFile, since: _since, ...body } = entry.body;
  return Object.assign(new Congress(), body, { position: entry.position, recorded: entry });
}

/** The first day on which the plan holds that the entry made; null when it made none. */
export function sinceOf({ kind, day, body }: LogEntry): Day | null {
  if (!makesPlan(kind)) return null;
  return (body as Origin).since ?? day;
}

/** The labels that filters ask for. */
export function congressLabels(level: Level | null, pilotFlags: readonly boolean[]): string[] {
  return [...(level === null ? [] : [`level:${level}`]), ...pilotFlags.map((pilot) => `pilot:${String(pilot)}`)];
}

/** A pilot that is set or unset concerns those who follow either kind. */
export function labelsOfEvent(kind: CongressEventKind, after: CongressHistory): string[] {
  const both = kind === CongressEventKind.PILOT_SET;
  return congressLabels(after.level, both ? [false, true] : [currentPlan(after)?.pilot ?? false]);
}
