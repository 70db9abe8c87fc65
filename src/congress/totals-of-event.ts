/** The totals that an event keeps: of its organization first, then of each one above that the viewer may see. */
import { may } from '../access/may';
import type { Viewer } from '../access/viewer';
import type { LogEntry } from '../feed/log-entry';
import type { Level } from '../organization/level';
import { TOTALS_LENGTH } from '../progress/figure';
import { toProgress, type Progress } from '../progress/progress';

export function totalsOfEvent(
  viewer: Viewer,
  entry: LogEntry,
  epoch: string,
  slice: { level: Level | null; pilot: boolean | null },
): Progress[] {
  const path = entry.path.length > 0 ? entry.path : rootOf(entry);
  const place = { epoch, position: entry.position, mark: entry.mark };
  return path
    .map((_id, depth) => {
      const totals = entry.totals.slice(depth * TOTALS_LENGTH, (depth + 1) * TOTALS_LENGTH);
      return toProgress(path.slice(0, depth + 1), totals, { ...slice, asOf: entry.day }, place);
    })
    .filter((progress) => may(viewer).seeTotals(progress.path))
    .reverse();
}

/** An event that concerns everyone keeps the totals of the root. */
function rootOf({ body }: LogEntry): number[] {
  const { root } = body as { root: number };
  return [root];
}
