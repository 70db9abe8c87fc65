/** The place in the log that an answer shows: where it ended in the snapshot from which the answer was read. */
import type { Snapshot } from '../database/snapshot';
import type { LogPlace } from './cursor';
import { readHead } from './log';

const known = new WeakMap<Snapshot, LogPlace>();

/** For those who have read the end of the log anyway. */
export function noteAnswerPlace(snapshot: Snapshot, place: LogPlace): void {
  known.set(snapshot, place);
}

export async function answerPlaceOf(snapshot: Snapshot): Promise<LogPlace> {
  return known.get(snapshot) ?? (await snapshot.read(readHead));
}
