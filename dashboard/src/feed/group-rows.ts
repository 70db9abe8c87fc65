/** Gathers events by the bodies directly below the place in which they happened. */
import type { Named } from '../board/board.ts';
import type { FeedRow } from './feed-row.ts';

export interface FeedGroup {
  body: Named;
  rows: readonly FeedRow[];
  /** By how many congresses held there are more for these events. */
  change: number;
  /** Those that make no congress held, and take none back. */
  others: number;
}

/** The most held first. */
export function groupRows(rows: readonly FeedRow[]): FeedGroup[] {
  const groups = new Map<string, { body: Named; rows: FeedRow[] }>();
  for (const row of rows) {
    const body = row.above[0] ?? row;
    const group = groups.get(body.code);
    if (group === undefined) groups.set(body.code, { body, rows: [row] });
    else group.rows.push(row);
  }
  return [...groups.values()]
    .map(({ body, rows: inside }) => ({
      body,
      rows: inside,
      change: inside.reduce((sum, { kind }) => sum + changeBy(kind), 0),
      others: inside.filter(({ kind }) => changeBy(kind) === 0).length,
    }))
    .sort((one, other) => other.change - one.change || (one.body.code < other.body.code ? -1 : 1));
}

function changeBy(kind: FeedRow['kind']): number {
  return kind === 'CONGRESS_COMPLETED' ? 1 : kind === 'CONGRESS_RETRACTED' ? -1 : 0;
}
