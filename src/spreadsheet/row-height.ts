/** How high a row has to be for texts that wrap: LibreOffice does not work it out for rows that come without a height. Pure. */

/** In points, of one line of each size. */
const LINE = 15.75;
export const TITLE_HEIGHT = 18.75;

export interface Wrapped {
  text: string;
  /** Of its column, in characters. */
  width: number;
}

/** Undefined where one line is enough: such a row has the height of all. */
export function heightOf(texts: readonly Wrapped[]): number | undefined {
  const lines = Math.max(1, ...texts.map(({ text, width }) => countLines(text, width)));
  return lines === 1 ? undefined : lines * LINE;
}

/** Words go to the next line whole, but for those that are longer than a line. */
function countLines(text: string, width: number): number {
  const room = Math.max(1, Math.floor(width));
  // Most texts are short, and there are many rows.
  if (text.length <= room && !text.includes('\n')) return 1;
  let lines = 0;
  for (const paragraph of text.normalize('NFC').split(/\r\n?|\n/)) {
    let used = 0;
    lines += 1;
    for (const { length } of paragraph.split(' ')) {
      const needed = used === 0 ? length : used + 1 + length;
      if (needed <= room) used = needed;
      else {
        const more = Math.ceil(length / room);
        lines += used === 0 ? more - 1 : more;
        used = length - (more - 1) * room;
      }
    }
  }
  return lines;
}
