/** Places in a sheet as `AB12` names them; columns count from 0, rows from 1. */
import type { Merge } from './table';

export const LAST_COLUMN = 16_383;
export const LAST_ROW = 1_048_576;

/** Undefined when it names no column that a sheet can have. */
export function columnAt(reference: string): number | undefined {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    // Without the bit that tells small letters from capital ones.
    const letter = reference.charCodeAt(at) & ~32;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
    if (column > LAST_COLUMN + 1) return undefined;
  }
  return column === 0 ? undefined : column - 1;
}

export function lettersOf(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : lettersOf(Math.floor(column / 26) - 1) + last;
}

/** Of `A1:C2`; undefined when it is no such range. */
export function rangeOf(reference: string): Merge | undefined {
  const [, left = '', top, right = '', bottom] = /^\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)$/i.exec(reference) ?? [];
  const [firstColumn, lastColumn] = [columnAt(left), columnAt(right)];
  if (firstColumn === undefined || lastColumn === undefined) return undefined;
  return { firstRow: Number(top), lastRow: Number(bottom), firstColumn, lastColumn };
}
