/** The operation that gives the figures of an organization at a stage. */
import { COUNTED, type Stage } from '../board/stage.ts';

const QUERY = `query ($within: String, $level: Level, $pilot: Boolean) {
  progress(within: $within, level: $level, pilot: $pilot) {
    planned completed remaining rate dueByNow overdue asOf position
  }
}`;

export function progressQuery(code: string, stage: Stage): { query: string; variables: Record<string, unknown> } {
  const { level, pilot } = COUNTED[stage];
  return { query: QUERY, variables: { within: code, level, ...(pilot === null ? {} : { pilot }) } };
}
