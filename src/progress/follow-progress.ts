/** Follows progress as a state: read at once, and again whenever the log has changed it. */
import type { GraphQLResolveInfo } from 'graphql';
import type { Operation } from '../access/operation';
import { followState, readState, type StateRead } from '../change/follow-log';
import type { SubscriptionPlan } from '../feed/subscription-plan';
import type { Level } from '../organization/level';
import { loadProgress } from './load-progress';
import type { Progress } from './progress';

export interface ProgressRequest {
  within?: string | null | undefined;
  level?: Level | null | undefined;
  pilot?: boolean | null | undefined;
}

/** Whatever the slice, every entry with totals counts: `byLevel` shows every level, and nested fields may ask for the other pilot flag. */
export function followProgress(
  operation: Operation,
  request: ProgressRequest,
  info: GraphQLResolveInfo,
): Promise<SubscriptionPlan> {
  return followState(operation, request, { counted: true, besides: [], right: 'seeTotals' }, info);
}

export function readProgress(operation: Operation, read: StateRead<ProgressRequest>): Promise<Progress> {
  return readState(operation, read, ({ path }) => loadProgress(operation, path, read.request), 'seeTotals');
}
