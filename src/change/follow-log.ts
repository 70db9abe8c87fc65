/** Follows the log for a subscription: events as they come, or a figure over them as a state. */
import type { GraphQLResolveInfo } from 'graphql';
import type { Operation } from '../access/operation';
import { selectionOf } from '../api/selection';
import type { Filter } from '../feed/filter';
import { findPreviousCursor } from '../feed/read-matching';
import { SubscriptionPlan, type ReportRead } from '../feed/subscription-plan';
import { placeViewer, requirePlace, requireWithin, type PlaceArgument } from '../organization/load-organization';
import { momentOf } from '../organization/campaign-facts';
import type { Organization } from '../organization/organization';
import { filterOfState, type OwnOfState } from './filter-of-state';
import type { ToEvent } from './log-event';
import { withinReach } from './reach';

type Right = 'see' | 'seeTotals';

interface Place {
  within?: string | null | undefined;
}

/** A state is of a subtree, or of exactly one organization. */
type StatePlace = Partial<Record<PlaceArgument, string | null | undefined>>;

/** Which events of its place a subscription asks for. */
export interface EventsFollowed extends Pick<Filter, 'kinds' | 'withTotals'> {
  labels?: readonly string[];
  /** Whether events of the organizations above count, too: their kinds concern all that lies below. */
  reachDown?: boolean;
}

/** Every such event at and below the organization, once and in order. A request that cannot be served is refused, not silent (P5). */
export async function followEvents(
  operation: Operation,
  { within }: Place,
  { labels = [], reachDown = false, ...own }: EventsFollowed,
  toEvent: ToEvent<object>,
): Promise<SubscriptionPlan> {
  const organization = await requireWithin(operation, within);
  const besides = reachDown ? { besides: { kinds: own.kinds ?? [], path: organization.path } } : {};
  const filter: Filter = { ...withinReach(operation.viewer, organization), ...own, labels, ...besides };
  const { head } = await operation.snapshot.once(momentOf);
  return new SubscriptionPlan({
    kind: 'events',
    filter,
    from: head,
    previous: await operation.snapshot.read((manager) => findPreviousCursor(manager, filter, head)),
    toRoot: (entry, previous) => toEvent(entry, head.epoch, previous),
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
  request: StatePlace,
  { right = 'see', of = 'within', ...own }: OwnOfState & { right?: Right; of?: PlaceArgument },
  info: GraphQLResolveInfo,
): Promise<SubscriptionPlan> {
  const organization = await requirePlace(operation, request[of], of, right);
  const { head } = await operation.snapshot.once(momentOf);
  const filter = filterOfState(organization, own, selectionOf(info));
  const toRoot = (seen: ReportRead): StateRead<StatePlace> => ({ request, of, seen });
  return new SubscriptionPlan({ kind: 'state', filter, from: head, toRoot });
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
  await placeViewer(operation);
  const state = await load(await requirePlace(operation, request[of], of, right));
  seen((await operation.snapshot.once(momentOf)).head);
  return state;
}
