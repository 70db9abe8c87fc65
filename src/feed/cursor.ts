/** Cursors: each names an entry of the log, by its position and its mark; opaque to clients. */
import { Problem } from '../problem';
import { say } from '../words/message';

/** An entry of the log, or position 0, before the first one. */
export interface LogPlace {
  /** Of the log in which it was seen. */
  epoch: string;
  position: number;
  /** Of the entry at the position; null for position 0, and for entries from before there were marks. */
  mark: string | null;
}

/** Whether both are the same place of the same log: what is there at the one is there at the other. */
export function isSamePlace(one: LogPlace, other: LogPlace): boolean {
  return one.position === other.position && one.mark === other.mark && one.epoch === other.epoch;
}

/** What a cursor says about its entry. Older cursors, and those of entries without a mark, know only the log's epoch. */
export type EntryName = { position: number; mark: string } | { position: number; epoch: string };

/** No epoch begins with it. Older processes read what follows as the epoch of another log, and answer RESYNC. */
const MARKED = 'm';

export function toCursor({ epoch, position, mark }: LogPlace): string {
  return encode(mark === null ? epoch : `${MARKED}${mark}`, position);
}

export function cursorOf(entry: Pick<LogPlace, 'position' | 'mark'>, epoch: string): string {
  return toCursor({ epoch, position: entry.position, mark: entry.mark });
}

function encode(name: string, position: number): string {
  return Buffer.from(`${name}:${position}`).toString('base64url');
}

/** Reads a cursor that a client sends; throws BAD_USER_INPUT when it is not one. */
export function readCursor(cursor: string, argument: string): EntryName {
  const match = /^([0-9a-z]+):(0|[1-9]\d{0,9})$/.exec(Buffer.from(cursor, 'base64url').toString());
  const [, name, digits] = match ?? [];
  const position = Number(digits);
  if (name === undefined || encode(name, position) !== cursor) {
    throw new Problem(
      'BAD_USER_INPUT',
      say`That is not a cursor of the log. Pass the cursor of an event or of a state exactly as the API returned it.`,
      {
        argument,
      },
    );
  }
  return name.startsWith(MARKED) ? { position, mark: name.slice(MARKED.length) } : { position, epoch: name };
}

export function nameOf({ epoch, position, mark }: LogPlace): EntryName {
  return mark === null ? { position, epoch } : { position, mark };
}
