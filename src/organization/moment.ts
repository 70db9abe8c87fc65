/** The moment that an answer shows, read once for the whole of it. */
import type { Snapshot } from '../database/snapshot';
import { readMoment, type Moment } from './campaign-facts';

/** Use as `snapshot.once(momentOf)`. */
export function momentOf(snapshot: Snapshot): Promise<Moment> {
  return snapshot.read(readMoment);
}
