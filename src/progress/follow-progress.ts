/** Follows progress as a state: a look at once, and another whenever the log has changed it. */
import type { GraphQLResolveInfo } from 'graphql';
import type { Operation } from '../access/operation';
import { SubscriptionPlan, type ReportRead } from '../feed/subscription-plan';
import { filterOfState } from '../organization/filter-of-state';
import type { Level } from '../organization/level';
import { placeViewer, requireWithin } from '../organization/load-organization';
import { momentOf } from '../organization/moment';
import { selectionOf } from '../api/selection';
import { loadProgress } from './load-progress';
import type { Progress } from './progress';

export interface StateRequest {
  within?: string | null | undefined;
  level?: Level | null | undefined;
  pilot?: boolean | null | undefined;
}

/** A look that is due. */
export interface StateLook {
  request: StateRequest;
  seen: ReportRead;
}

/** A request that cannot be served is refused before the first look (P5). */
export async function followProgress(
  operation: Operation,
  request: StateRequest,
  info: GraphQLResolveInfo,
): Promise<SubscriptionPlan> {
  const organization = await requireWithin(operation, request.within, 'seeTotals');
  const { head } = await operation.snapshot.once(momentOf);
  // Whatever the slice: `byLevel` tells of every level, and nested fields may ask for the other pilot flag.
  const filter = filterOfState(organization, { withTotals: true }, selectionOf(info));
  return new SubscriptionPlan({ kind: 'state', filter, from: head, toRoot: (seen): StateLook => ({ request, seen }) });
}

/**
 * Looks: all figures of the answer are of the moment that the operation shows (P13). Whether they may still be seen is
 * asked anew: the viewer's organization, or the one asked for, may lie elsewhere by now (P7).
 */
export async function lookAtState(operation: Operation, { request, seen }: StateLook): Promise<Progress> {
  await placeViewer(operation);
  const { path } = await requireWithin(operation, request.within, 'seeTotals');
  const progress = await loadProgress(operation, path, request);
  seen((await operation.snapshot.once(momentOf)).head);
  return progress;
}
