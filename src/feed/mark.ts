/** Marks: each entry of the log has one, drawn at random. The log only grows, so one entry found again proves all before it. */
import { randomBytes } from 'node:crypto';

/** 48 bits, as the column's default draws them for whoever gives none. */
const BYTES = 6;

export const MARK = /^[0-9a-f]{12}$/;

export function drawMark(): string {
  return randomBytes(BYTES).toString('hex');
}

export function drawMarks(count: number): string[] {
  const drawn = randomBytes(BYTES * count).toString('hex');
  return Array.from({ length: count }, (_, index) => drawn.slice(index * BYTES * 2, (index + 1) * BYTES * 2));
}
