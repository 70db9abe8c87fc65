/** A part as a percentage of the whole, to one decimal, worked out in whole numbers: halves go up. Pure. */

/** Null of nothing. */
export function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.floor((2_000 * part + whole) / (2 * whole)) / 10;
}
