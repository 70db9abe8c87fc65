/** The place in the log that an answer shows: where it ended in the snapshot from which the answer was read. */
import type { Snapshot } from '../database/snapshot';
import type { LogPlace } from './cursor';
import { readHead } from './log';

const known = new WeakMap<Snapshot, LogPlace>();
const waiting = new WeakMap<Snapshot, (place: LogPlace) => void>();

/** For those who have read the end of the log anyway. */
export function noteAnswerPlace(snapshot: Snapshot, place: LogPlace): void {
  known.set(snapshot, place);
  waiting.get(snapshot)?.(place);
}

/** Calls once the place is known, which may be long before the answer is; or never, where nothing asks for it. */
export function whenPlaced(snapshot: Snapshot, tell: (place: LogPlace) => void): void {
  waiting.set(snapshot, tell);
}

export async function answerPlaceOf(snapshot: Snapshot): Promise<LogPlace> {
  const place = known.get(snapshot) ?? (await snapshot.read(readHead));
  if (!known.has(snapshot)) noteAnswerPlace(snapshot, place);
  return place;
}
