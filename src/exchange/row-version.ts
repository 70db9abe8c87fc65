/** The version of a row: the position of the last event that changed its congress, as sheets carry it out and back. Pure. */
import { Problem } from '../problem';
import { shorten } from '../text/shorten';
import { say } from '../words/message';

export interface RowVersion {
  /** 0 where there was no congress yet. */
  position: number;
  /** The first digits of the mark of that event, by which another log is told; null where the sheet has none. */
  mark: string | null;
}

/** Enough to tell logs from each other, and short enough to be left alone. */
const DIGITS = 6;
const WRITTEN = /^(\d{1,9})(?:m([0-9a-f]{1,12}))?$/;

/** `17m3fa9c2`: a number alone would look like something to fill in, and a spreadsheet makes a date of some texts without the letter. */
export function toVersionCell({ position, mark }: { position: number; mark: string | null }): string {
  return mark === null ? String(position) : `${position}m${mark.slice(0, DIGITS)}`;
}

export function readVersion(text: string | null): RowVersion | null {
  const trimmed = text?.trim().toLowerCase() ?? '';
  if (trimmed === '') return null;
  const [, position, mark = null] = WRITTEN.exec(trimmed) ?? [];
  if (position !== undefined) return { position: Number(position), mark };
  const message = say`"${shorten(trimmed)}" is not a version. Leave this column as the sheet had it, or empty the cell to do without.`;
  throw new Problem('BAD_USER_INPUT', message, { argument: 'version' });
}
