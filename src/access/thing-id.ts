/** Ids of things that are shown as an entry of the log has them: plain while that is how they are, with the position when they have moved on (P18). */
import type { Operation } from './operation';
import { toGlobalId } from '../api/node';
import { freshnessByPosition, type Freshness } from '../feed/freshness';

/** What is shown depends on the business day, too: whether it is overdue. */
export const FRESH_TODAY = ({ thing, today }: Freshness): boolean => thing && today;

/** Of the entry; undefined for a thing that was read as it is. */
type Recorded = { position: number } | undefined;

export async function thingId(
  operation: Operation,
  [type, key]: readonly [type: string, key: string | number],
  recorded: Recorded,
  isFresh: (freshness: Freshness) => boolean,
): Promise<string> {
  if (recorded === undefined) return toGlobalId(type, key);
  const { position } = recorded;
  return toGlobalId(type, isFresh(await freshnessOf(operation, position)) ? key : `${key}@${position}`);
}

function freshnessOf(operation: Operation, position: number): Promise<Freshness> | Freshness {
  const { shown } = operation;
  return shown?.position === position ? shown.freshness : operation.snapshot.once(freshnessByPosition).load(position);
}
