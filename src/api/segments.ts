/** Lists that are sorted in several parts, one after the other, each by an index of its own: a key begins with the number of its part. */
import type { Key, KeyedRow, Range, SortKey } from './keyset';

export interface Segment {
  keys: readonly SortKey[];
}

/** Which part a row is of: the first value of its key. */
export const PART: SortKey = { sql: 'part', kind: 'integer' };

/** Reads a range, part after part until there are enough. */
export async function readSegments<Part extends Segment, T>(
  parts: readonly Part[],
  { bounds, backward, limit }: Range,
  read: (part: Part, range: Range) => Promise<readonly KeyedRow<T>[]>,
): Promise<KeyedRow<T>[]> {
  const found: KeyedRow<T>[] = [];
  const inTurn = parts.map((part, number) => ({ part, number, within: boundsWithin(bounds, number, part) }));
  for (const { part, number, within } of backward ? inTurn.reverse() : inTurn) {
    if (within === undefined || found.length >= limit) continue;
    const rows = await read(part, { bounds: within, backward, limit: limit - found.length });
    found.push(...rows.map(({ key, node }) => ({ key: [number, ...key] as Key, node })));
  }
  return found;
}

/** What is left of the bounds within one part; undefined when they leave nothing of it. */
function boundsWithin(bounds: Range['bounds'], number: number, { keys }: Segment): Range['bounds'] | undefined {
  const isOut = bounds.some(({ operator, key }) => {
    const other = Number(key[0]);
    return operator.startsWith('>') ? number < other : number > other;
  });
  if (isOut) return undefined;
  const within = bounds
    .filter(({ key }) => key[0] === number)
    .map(({ operator, key }) => ({ operator, key: key.slice(1) }));
  // Where parts have other values at one place, a cursor of somebody's own making may have the wrong ones.
  const isForged = within.some(({ key }) =>
    keys.some(({ oneOf }, at) => oneOf !== undefined && !oneOf.values.includes(String(key[at]))),
  );
  return isForged ? undefined : within;
}
