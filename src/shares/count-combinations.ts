/** Counts the ways in which whole numbers from given ranges add up, by a formula: its work grows neither with the total nor with the ranges. Pure. */
import type { CountRange } from './published-share';

/** Ways to take one number from each range so that they add up to the total, or to at most the total. */
export function countCombinations(ranges: readonly CountRange[], total: number, isComplete: boolean): bigint {
  const room = ranges.reduce((left, { first }) => left - first, total);
  // People left over are one number more, without an upper end.
  const numbers = ranges.length + (isComplete ? 0 : 1);
  let ways = 0n;
  for (const [excess, sign] of listExcesses(ranges, room)) ways += BigInt(sign) * divide(room - excess, numbers);
  return ways;
}

/**
 * Inclusion and exclusion: of the ways without upper ends, those in which one number exceeds its own are taken off, those in which
 * two do are added again, and so on. Maps each sum of such excesses to how often it counts: at most 2 to the number of ranges, and
 * far fewer where ranges are equally wide.
 */
export function listExcesses(ranges: readonly CountRange[], room: number): Map<number, number> {
  let sums = new Map(room < 0 ? [] : [[0, 1]]);
  for (const { first, last } of ranges) {
    const next = new Map(sums);
    for (const [sum, sign] of sums) {
      const beyond = sum + last - first + 1;
      if (beyond <= room) next.set(beyond, (next.get(beyond) ?? 0) - sign);
    }
    sums = next;
  }
  return sums;
}

/** Ways to write the sum as so many numbers from 0 on: choose `numbers - 1` of `sum + numbers - 1`. */
function divide(sum: number, numbers: number): bigint {
  if (numbers === 0) return sum === 0 ? 1n : 0n;
  let ways = 1n;
  for (let index = 1; index < numbers; index++) ways = (ways * BigInt(sum + index)) / BigInt(index);
  return ways;
}
