/** A part of a whole as it is shown: halves go up, only none is nothing, and only all is all, however many there are. Pure. */

/** In percent, to one decimal: 20.7. Null of nothing. */
export function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : countSteps(part, whole, 1_000) / 10;
}

/** From 0 to 1, to four digits: 0.2513. Null of nothing. */
export function fractionOf(part: number, whole: number): number | null {
  return whole === 0 ? null : countSteps(part, whole, 10_000) / 10_000;
}

/** In whole numbers: as binary fractions some halves lie a little below the half. */
function countSteps(part: number, whole: number, steps: number): number {
  const nearest = Math.floor((2 * steps * part + whole) / (2 * whole));
  if (part <= 0 || part >= whole) return nearest;
  return Math.min(Math.max(nearest, 1), steps - 1);
}
