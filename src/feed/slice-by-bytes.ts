/** What is handed over to one subscriber before it is looked at again how far behind it is. */
import type { Rendered } from './outlet';

export const SLICE_BYTES = 65_536;

export function bytesOf(rendered: readonly Rendered[]): number {
  return rendered.reduce((sum, { answer }) => sum + answer.length, 0);
}

/** Slices of a bounded size, or of one answer that is larger. */
export function sliceByBytes(rendered: readonly Rendered[]): Rendered[][] {
  const slices: Rendered[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const one of rendered) {
    bytes += one.answer.length;
    if (bytes > SLICE_BYTES) {
      slices.push([]);
      bytes = one.answer.length;
    }
    slices.at(-1)?.push(one);
  }
  return slices;
}
