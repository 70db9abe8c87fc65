/** Follows progress as a state: a look at once, and another whenever the log has changed it. */
import type { Operation } from '../access/operation';
import type { Sign } from '../feed/fan-out';
import { mapEach } from '../feed/map-each';
import type { Level } from '../organization/level';
import { requireWithin } from '../organization/load-organization';
import { momentOf } from '../organization/moment';
import { labelsOf } from './labels';
import { loadProgress } from './load-progress';
import type { Progress } from './progress';

export interface StateRequest {
  within?: string | null | undefined;
  level?: Level | null | undefined;
  pilot?: boolean | null | undefined;
}

/** A sign that the state has changed, with what is needed to read it. */
export interface StateSign {
  path: readonly number[];
  request: StateRequest;
  sign: Sign;
}

/** A request that cannot be served is refused before the first look (P5). */
export async function followProgress(
  operation: Operation,
  request: StateRequest,
): Promise<AsyncIterableIterator<StateSign>> {
  const { id, path } = await requireWithin(operation, request.within, 'seeTotals');
  const { head } = await operation.snapshot.once(momentOf);
  const { level = null, pilot = null } = request;
  const filter = { through: id === path[0] ? [] : [id], labels: labelsOf(level, pilot === null ? [] : [pilot]) };
  return mapEach(operation.fanOut.watch(filter, head), (sign) => ({ path, request, sign }));
}

/** Looks: all figures of the answer are of the moment that the operation shows, at or after the sign (P13). */
export async function lookAtState(operation: Operation, { path, request, sign }: StateSign): Promise<Progress> {
  const progress = await loadProgress(operation, path, request);
  sign.seen(progress.position);
  return progress;
}
