/** The labels that events carry in the log, and that filters ask for. */
import type { Level } from '../organization/level';

export function labelsOf(level: Level | null, pilotFlags: readonly boolean[]): string[] {
  return [...(level === null ? [] : [`level:${level}`]), ...pilotFlags.map((pilot) => `pilot:${String(pilot)}`)];
}
