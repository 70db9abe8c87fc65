/** Which whole numbers a published percentage may stand for. Exact: whole numbers only. Pure. */

/** A percentage as it was published: 20.7 is 207 with 1 decimal. */
export interface PublishedShare {
  scaled: number;
  decimals: number;
}

/** Whole numbers, both ends included. */
export interface CountRange {
  first: number;
  last: number;
}

/** How a percentage was brought to its decimals. */
export type Rounding = 'half up' | 'cut off';

/** The counts out of the total whose percentage is published so; null when there is none. All of them lie side by side. */
export function shareRange(total: number, { scaled, decimals }: PublishedShare, rounding: Rounding): CountRange | null {
  // In half steps of the last decimal, so that rounding half up stays whole.
  const steps = 200 * 10 ** decimals;
  const [from, below] = rounding === 'half up' ? [2 * scaled - 1, 2 * scaled + 1] : [2 * scaled, 2 * scaled + 2];
  const first = Math.max(0, divideUp(from * total, steps));
  const last = Math.min(total, divideUp(below * total, steps) - 1);
  return first <= last ? { first, last } : null;
}

/** The least whole number that is not below the quotient. Both are whole, and far below 2^53. */
function divideUp(dividend: number, divisor: number): number {
  const rest = ((dividend % divisor) + divisor) % divisor;
  return (dividend - rest) / divisor + (rest === 0 ? 0 : 1);
}
