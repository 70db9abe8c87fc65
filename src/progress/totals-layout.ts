/** How entries store totals: in layouts that are numbered, so that a new figure or layout leaves what was written as it is. */
import { NEWEST_LAYOUT } from '../feed/adopt-layout';
import { FIGURES, TOTALS_LENGTH, type TotalsRow } from './figure';

/** How many of the figures each layout has, the first ones. A layout with more figures gets a number of its own. */
const FIGURES_OF: Readonly<Record<number, number>> = { 1: 6, 2: FIGURES.length };

/** Every slice of every organization, one after the other, and nothing that names the layout: what there was at first. */
const DENSE = 1;

export const SLICES = TOTALS_LENGTH / FIGURES.length;

/**
 * The totals rows of the organizations on a path. In a sparse layout its negated number comes first, then for each slice
 * with anything in it, in order, its place (8 × the place of the organization on the path + that of the slice in a row)
 * and its figures.
 */
export function encodeTotals(rows: readonly (readonly number[])[], layout: number): number[] {
  const known = figuresIn(layout);
  const stored = layout === DENSE ? [] : [-layout];
  rows.forEach((row, depth) => {
    for (let slice = 0; slice < SLICES; slice += 1) {
      const counts = row.slice(slice * FIGURES.length, slice * FIGURES.length + known);
      if (layout === DENSE) stored.push(...counts);
      else if (counts.some((count) => count !== 0)) stored.push(depth * SLICES + slice, ...counts);
    }
  });
  return stored;
}

/** A totals row for each organization of a path of that length; counts that the layout does not have are null. */
export function decodeTotals(stored: readonly number[], length: number): TotalsRow[] {
  const [first = 0] = stored;
  const layout = first < 0 ? -first : DENSE;
  const known = figuresIn(layout);
  const rows = Array.from({ length }, () => emptyRow(known));
  const put = (place: number, at: number): void => {
    const row = rows[Math.floor(place / SLICES)];
    if (row === undefined) return;
    const offset = (place % SLICES) * FIGURES.length;
    for (let figure = 0; figure < known; figure += 1) row[offset + figure] = stored[at + figure] ?? 0;
  };
  if (layout === DENSE) {
    for (let place = 0; place < length * SLICES; place += 1) put(place, place * known);
  } else {
    for (let at = 1; at < stored.length; at += 1 + known) put(stored[at] ?? 0, at + 1);
  }
  return rows;
}

/** By how many figures are known. */
const EMPTY_ROWS = Array.from({ length: FIGURES.length + 1 }, (_, known) =>
  Array.from({ length: TOTALS_LENGTH }, (_each, index) => (index % FIGURES.length < known ? 0 : null)),
);

function emptyRow(known: number): (number | null)[] {
  return EMPTY_ROWS[known]?.slice() ?? [];
}

function figuresIn(layout: number): number {
  const known = FIGURES_OF[layout];
  if (known !== undefined) return known;
  throw new Error(
    `The log has totals in layout ${layout}; this version reads up to ${NEWEST_LAYOUT}. Start a newer one.`,
  );
}
