/** The labels that events carry in the log, and that filters ask for. */
import type { Level } from '../organization/level';
import { CongressEventKind } from './congress-event-kind';
import { currentPlan, type CongressHistory } from './history';

export function congressLabels(level: Level | null, pilotFlags: readonly boolean[]): string[] {
  return [...(level === null ? [] : [`level:${level}`]), ...pilotFlags.map((pilot) => `pilot:${String(pilot)}`)];
}

/** A pilot that is set or unset concerns those who follow either kind. */
export function labelsOfEvent(kind: CongressEventKind, after: CongressHistory): string[] {
  const both = kind === CongressEventKind.PILOT_SET;
  return congressLabels(after.level, both ? [false, true] : [currentPlan(after)?.pilot ?? false]);
}
