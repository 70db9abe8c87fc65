/** Cursors: a place in one particular log, opaque to clients. */
import { Problem } from '../problem';

export interface Place {
  epoch: string;
  position: number;
}

export function toCursor({ epoch, position }: Place): string {
  return Buffer.from(`${epoch}:${position}`).toString('base64url');
}

/** Reads a cursor that a client sends; throws BAD_USER_INPUT when it never was one. */
function fromCursor(cursor: string, argument: string): Place {
  const match = /^([0-9a-z]+):(0|[1-9]\d{0,9})$/.exec(Buffer.from(cursor, 'base64url').toString());
  const [, epoch, digits] = match ?? [];
  const place = { epoch: epoch ?? '', position: Number(digits) };
  if (epoch === undefined || toCursor(place) !== cursor) {
    throw new Problem('BAD_USER_INPUT', `The cursor is malformed. Pass a cursor just as the API gave it.`, {
      argument,
    });
  }
  return place;
}

/** The position of a cursor in the log as it is now; throws RESYNC when it is of another epoch or ahead of the head. */
export function positionInLog(cursor: string, head: Place, argument: string): number {
  const place = fromCursor(cursor, argument);
  const advice = 'Read the state afresh, and go on from the cursor that comes with it.';
  if (place.epoch !== head.epoch) {
    throw new Problem('RESYNC', `The cursor belongs to another log: the database was restored or replaced. ${advice}`, {
      argument,
    });
  }
  if (place.position > head.position) {
    throw new Problem('RESYNC', `The cursor is ahead of the log. ${advice}`, { argument });
  }
  return place.position;
}
