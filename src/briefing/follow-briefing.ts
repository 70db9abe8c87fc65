/** Follows the briefing of a month as a state. */
import type { GraphQLResolveInfo } from 'graphql';
import type { Operation } from '../access/operation';
import type { SubscriptionPlan } from '../feed/subscription-plan';
import { findLastMatching } from '../feed/read-matching';
import { INDICATOR_KINDS } from '../indicator/indicator-nouns';
import { congressKindsShown } from '../congress/congress-kinds-shown';
import { filterOfState } from '../change/filter-of-state';
import { requireWithin } from '../organization/load-organization';
import { momentOf } from '../organization/campaign-facts';
import { selectionOf } from '../api/selection';
import { followState, readState, type StateRead } from '../change/follow-log';
import type { BriefingView } from './briefing-view';
import { loadBriefing } from './load-briefing';

export interface BriefingRequest {
  month: string;
  within?: string | null | undefined;
}

/** What cannot be served is refused before the first look (P5). */
export async function followBriefing(
  operation: Operation,
  request: BriefingRequest,
  info: GraphQLResolveInfo,
): Promise<SubscriptionPlan> {
  await loadBriefing(operation, await requireWithin(operation, request.within), request.month);
  return followState(operation, request, { besides: [...INDICATOR_KINDS, ...congressKindsShown(info)] }, info);
}

export async function lookAtBriefing(
  operation: Operation,
  { request, seen }: StateRead<BriefingRequest>,
  info: GraphQLResolveInfo,
): Promise<BriefingView> {
  const look = { request, seen: () => undefined };
  const briefing = await readState(operation, look, (of) => loadBriefing(operation, of, request.month));
  const { head } = await operation.snapshot.once(momentOf);
  const now = head.position;
  seen(head, briefing.frozen === undefined ? now : await findLastShown(operation, briefing, now, info));
  return briefing;
}

/** What was published says the same for ever: it is sent again only for what is selected besides, and lives on. */
async function findLastShown(
  { snapshot }: Operation,
  { of, position }: BriefingView,
  now: number,
  info: GraphQLResolveInfo,
): Promise<number> {
  const selection = selectionOf(info);
  const { fields, types } = selection;
  if (fields.has('Briefing.restatements') || types.has('Progress') || types.has('Congress')) return now;
  if (!types.has('Organization')) return position;
  const filter = filterOfState(of, { kinds: [], besides: [] }, selection);
  const last = await snapshot.read((manager) => findLastMatching(manager, filter, now));
  return Math.max(position, last?.position ?? 0);
}
