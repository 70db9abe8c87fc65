/** The position of the log that an answer shows: where it ended in the snapshot from which the answer was read. */
import type { Snapshot } from '../database/snapshot';
import { readHead } from './log';

const known = new WeakMap<Snapshot, number>();

/** For those who have read the end of the log anyway. */
export function noteAnswerPosition(snapshot: Snapshot, position: number): void {
  known.set(snapshot, position);
}

export async function answerPositionOf(snapshot: Snapshot): Promise<number> {
  return known.get(snapshot) ?? (await snapshot.read(readHead)).position;
}
