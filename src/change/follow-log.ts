/** Follows the log for a subscription: events as they come, or a figure over them as a state. */
import type { GraphQLResolveInfo } from 'graphql';
import type { Operation } from '../access/operation';
import { selectionOf } from '../api/selection';
import { findPreviousCursor } from '../feed/read-matching';
import { SubscriptionPlan, type ReportRead } from '../feed/subscription-plan';
import { placeViewer, requirePlace, requireWithin, type PlaceArgument } from '../organization/load-organization';
import { momentOf } from '../organization/campaign-facts';
import type { Organization } from '../organization/organization';
import { filterOfState, type OwnOfState } from './filter-of-state';
import { toEventEdge, type EventsOf } from './events-of';
import { requirePace, type Paced } from './follow-arguments';
import { eventsFilter } from './reach';

type Right = 'see' | 'seeTotals';

interface Place {
  within?: string | null | undefined;
}

/** A state is of a subtree, or of exactly one organization. */
type StatePlace = Partial<Record<PlaceArgument, string | null | undefined>>;

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
  /** Which argument of the request says the place. */
  of: PlaceArgument;
  seen: ReportRead;
}

/**
 * Reads the state at once, and again after each entry that changes it: of the kinds at or below the organization; any
 * entry when none are named. An entry carries all the labels, or concerns everyone. What else the selection leads to is
 * followed, too. A request that cannot be served is refused before the first read (P5).
 */
export async function followState(
  operation: Operation,
  request: StatePlace & Paced,
  { right = 'see', of = 'within', ...own }: OwnOfState & { right?: Right; of?: PlaceArgument },
  info: GraphQLResolveInfo,
): Promise<SubscriptionPlan> {
  const organization = await requirePlace(operation, request[of], of, right);
  return followStateAt(operation, { request, of }, [organization], own, info);
}

/** The same of several organizations, which the caller has asked for with their rights. */
export async function followStateAt(
  operation: Operation,
  asked: { request: Paced; of?: PlaceArgument },
  organizations: readonly Organization[],
  own: OwnOfState,
  info: GraphQLResolveInfo,
): Promise<SubscriptionPlan> {
  const { request, of = 'within' } = asked;
  const atMostEvery = requirePace(request.atMostEvery);
  const { head } = await operation.snapshot.once(momentOf);
  const filter = filterOfState(organizations, own, selectionOf(info));
  const toRoot = (seen: ReportRead): StateRead<Paced> => ({ request, of, seen });
  return new SubscriptionPlan({ kind: 'state', filter, from: head, toRoot, atMostEvery });
}

/**
 * Reads the state at one moment (P13). Whether it may still be seen is asked anew: the viewer's organization, or the one
 * asked for, may lie elsewhere by now (P7).
 */
export async function readState<Request extends StatePlace, State>(
  operation: Operation,
  { request, of, seen }: StateRead<Request>,
  load: (organization: Organization) => Promise<State>,
  right: Right = 'see',
): Promise<State> {
  return readStateAt(operation, seen, async () => load(await requirePlace(operation, request[of], of, right)));
}

/** The same of whatever organizations are asked for; `load` asks for the rights. */
export async function readStateAt<State>(
  operation: Operation,
  seen: ReportRead,
  load: () => Promise<State>,
): Promise<State> {
  await placeViewer(operation);
  const state = await load();
  seen((await operation.snapshot.once(momentOf)).head);
  return state;
}
