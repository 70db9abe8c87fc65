/** Follows records: their events as they come, or a figure over them as a state. */
import type { GraphQLResolveInfo } from 'graphql';
import type { Operation } from '../access/operation';
import { CongressEventKind } from '../congress/congress-event-kind';
import { SubscriptionPlan, type ReportRead } from '../feed/subscription-plan';
import type { Filter } from '../feed/filter';
import type { LogEntry } from '../feed/log-entry';
import { findPreviousCursor } from '../feed/read-matching';
import { filterOfState, type OwnOfState } from '../organization/filter-of-state';
import { placeViewer, requireWithin } from '../organization/load-organization';
import { momentOf } from '../organization/moment';
import type { Organization } from '../organization/organization';
import { selectionOf } from '../api/selection';

type Right = 'see' | 'seeTotals';

interface Asked {
  within?: string | null | undefined;
}

/** Every event of the kinds at and below the organization, once and in order (P5); of those above it too, of kinds that reach down. */
export async function followRecords(
  operation: Operation,
  { within }: Asked,
  {
    kinds,
    labels = [],
    reachDown = false,
  }: { kinds: readonly string[]; labels?: readonly string[]; reachDown?: boolean },
  toRoot: (entry: LogEntry, epoch: string, previous: string | undefined) => object,
): Promise<SubscriptionPlan> {
  const organization = await requireWithin(operation, within);
  const besides = reachDown ? { besides: { kinds, path: organization.path } } : {};
  const filter: Filter = { ...filterOf(operation, organization), kinds, labels, ...besides };
  const { head } = await operation.snapshot.once(momentOf);
  return new SubscriptionPlan({
    kind: 'events',
    filter,
    from: head,
    previous: await operation.snapshot.read((manager) => findPreviousCursor(manager, filter, head)),
    toRoot: (entry, previous) => toRoot(entry, head.epoch, previous),
  });
}

/** A look that is due. */
export interface Look<Request> {
  request: Request;
  seen: ReportRead;
}

/**
 * Looks at once, and again after each entry of the kinds at or below the organization; after any entry when none are named.
 * An entry carries all the labels, or concerns everyone. What else the selection leads to is followed, too.
 */
export async function followState(
  operation: Operation,
  request: Asked,
  { right = 'see', ...own }: Omit<OwnOfState, 'withTotals'> & { right?: Right },
  info: GraphQLResolveInfo,
): Promise<SubscriptionPlan> {
  const organization = await requireWithin(operation, request.within, right);
  const { head } = await operation.snapshot.once(momentOf);
  const selection = selectionOf(info);
  const showsCongresses = selection.types.has('Progress') || selection.types.has('Congress');
  const besides = [...(own.besides ?? []), ...(showsCongresses ? Object.values(CongressEventKind) : [])];
  const filter = filterOfState(organization, { ...own, besides }, selection);
  return new SubscriptionPlan({
    kind: 'state',
    filter,
    from: head,
    toRoot: (seen): Look<Asked> => ({ request, seen }),
  });
}

/** One look, at one moment (P13); whether the state may still be seen is asked anew (P7). */
export async function lookAtRecords<Request extends Asked, State>(
  operation: Operation,
  { request, seen }: Look<Request>,
  load: (organization: Organization) => Promise<State>,
  right: Right = 'see',
): Promise<State> {
  await placeViewer(operation);
  const state = await load(await requireWithin(operation, request.within, right));
  seen((await operation.snapshot.once(momentOf)).head);
  return state;
}

function filterOf({ viewer }: Operation, { id }: Organization): Pick<Filter, 'through' | 'own'> {
  const own = viewer.path.at(-1);
  const isRoot = (each: number | undefined): boolean => each === viewer.path[0];
  return {
    ...(own === undefined || isRoot(own) || own === id ? {} : { own }),
    through: isRoot(id) ? [] : [id],
  };
}
