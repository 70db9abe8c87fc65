/** Counts in how many ways whole numbers from given ranges add up, without trying them one by one. Pure. */
import type { CountRange } from './share-range';

/** Ways to take one number from each range so that they make the total, or at most the total. */
export function countCombinations(ranges: readonly CountRange[], total: number, isComplete: boolean): bigint {
  const room = ranges.reduce((left, { first }) => left - first, total);
  if (room < 0) return 0n;
  const ways = ranges.reduce((sums, { first, last }) => addRange(sums, last - first), [1n]);
  if (isComplete) return ways[room] ?? 0n;
  return ways.slice(0, room + 1).reduce((all, each) => all + each, 0n);
}

/** From the ways to make each sum those to make each sum with one number more, from 0 to `most`: a sliding window. */
function addRange(ways: readonly bigint[], most: number): bigint[] {
  const next: bigint[] = [];
  let window = 0n;
  for (let sum = 0; sum < ways.length + most; sum++) {
    window += ways[sum] ?? 0n;
    if (sum > most) window -= ways[sum - most - 1] ?? 0n;
    next.push(window);
  }
  return next;
}
