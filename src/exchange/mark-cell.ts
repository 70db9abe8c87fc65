/** The mark of an entry as a cell: with a letter in front, or a spreadsheet would take some for numbers. Pure. */
import { MARK } from '../feed/log-entry';

const LETTER = 'm';

export function toMarkCell(mark: string | null): string | null {
  return mark === null ? null : `${LETTER}${mark}`;
}

/** Undefined when it never was one. */
export function fromMarkCell(text: string): string | undefined {
  const mark = text.slice(LETTER.length);
  return text.startsWith(LETTER) && MARK.test(mark) ? mark : undefined;
}
