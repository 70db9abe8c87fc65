/** Follows the log for a subscription: events as they come, or a figure over them as a state. */
import type { GraphQLResolveInfo } from 'graphql';
import type { Operation } from '../access/operation';
import { selectionOf } from '../api/selection';
import { findPreviousCursor } from '../feed/read-matching';
import { SubscriptionPlan, type ReportRead } from '../feed/subscription-plan';
import { placeViewer, requireWithin } from '../organization/load-organization';
import { momentOf } from '../organization/campaign-facts';
import type { Organization } from '../organization/organization';
import { filterOfState, type OwnOfState } from './filter-of-state';
import { toEventEdge, type EventsOf } from './events-of';
import { eventsFilter } from './reach';

type Right = 'see' | 'seeTotals';

interface Place {
  within?: string | null | undefined;
}

/** Which events of its place a subscription asks for, and of what they are. */
export interface EventsFollowed {
  /** All of them when absent. */
  kinds?: readonly string[];
  labels?: readonly string[];
}

type Followed = Pick<EventsOf, 'kinds' | 'reachingDown' | 'toEvent'>;

/** Every such event at and below the organization, once and in order. A request that cannot be served is refused, not silent (P5). */
export async function followEvents(
  operation: Operation,
  { within }: Place,
  { reachingDown, toEvent, ...all }: Followed,
  { kinds = all.kinds, labels = [] }: EventsFollowed = {},
): Promise<SubscriptionPlan> {
  const organization = await requireWithin(operation, within);
  const filter = eventsFilter(operation.viewer, organization, { kinds, reachingDown, labels });
  const { head } = await operation.snapshot.once(momentOf);
  return new SubscriptionPlan({
    kind: 'events',
    filter,
    from: head,
    previous: await operation.snapshot.read((manager) => findPreviousCursor(manager, filter, head)),
    toRoot: (entry, previous) => toEventEdge(toEvent, entry, head.epoch, previous),
  });
}

/** A read of a state that is due. */
export interface StateRead<Request> {
  request: Request;
  seen: ReportRead;
}

/**
 * Reads the state at once, and again after each entry that changes it: of the kinds at or below the organization; any
 * entry when none are named. An entry carries all the labels, or concerns everyone. What else the selection leads to is
 * followed, too. A request that cannot be served is refused before the first read (P5).
 */
export async function followState(
  operation: Operation,
  request: Place,
  { right = 'see', ...own }: OwnOfState & { right?: Right },
  info: GraphQLResolveInfo,
): Promise<SubscriptionPlan> {
  const organization = await requireWithin(operation, request.within, right);
  const { head } = await operation.snapshot.once(momentOf);
  const filter = filterOfState(organization, own, selectionOf(info));
  const toRoot = (seen: ReportRead): StateRead<Place> => ({ request, seen });
  return new SubscriptionPlan({ kind: 'state', filter, from: head, toRoot });
}

/**
 * Reads the state at one moment (P13). Whether it may still be seen is asked anew: the viewer's organization, or the one
 * asked for, may lie elsewhere by now (P7).
 */
export async function readState<Request extends Place, State>(
  operation: Operation,
  { request, seen }: StateRead<Request>,
  load: (organization: Organization) => Promise<State>,
  right: Right = 'see',
): Promise<State> {
  await placeViewer(operation);
  const state = await load(await requireWithin(operation, request.within, right));
  seen((await operation.snapshot.once(momentOf)).head);
  return state;
}
