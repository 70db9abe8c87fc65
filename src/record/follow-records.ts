/** Follows records: their events as they come, or a figure over them as a state. */
import type { Operation } from '../access/operation';
import { Followed, type Seen } from '../feed/followed';
import type { Filter } from '../feed/filter';
import type { LogEntry } from '../feed/log-entry';
import { findPreviousCursor } from '../feed/read-matching';
import { placeViewer, requireWithin } from '../organization/load-organization';
import { momentOf } from '../organization/moment';
import type { Organization } from '../organization/organization';

type Right = 'see' | 'seeTotals';

interface Asked {
  within?: string | null | undefined;
}

/** Every event of the kinds at and below the organization, once and in order (P5). */
export async function followRecords(
  operation: Operation,
  { within }: Asked,
  { kinds, labels = [] }: { kinds: readonly string[]; labels?: readonly string[] },
  toRoot: (entry: LogEntry, epoch: string, previous: string | undefined) => object,
): Promise<Followed> {
  const organization = await requireWithin(operation, within);
  const filter = { ...filterOf(operation, organization), kinds, labels };
  const { head } = await operation.snapshot.once(momentOf);
  return new Followed({
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
  seen: Seen;
}

/** Looks at once, and again after each entry of the kinds at or below the organization; after any entry when none are named. An entry carries all the labels, or concerns everyone. */
export async function followState(
  operation: Operation,
  request: Asked,
  { kinds, labels = [], right = 'see' }: { kinds?: readonly string[]; labels?: readonly string[]; right?: Right },
): Promise<Followed> {
  const organization = await requireWithin(operation, request.within, right);
  const { head } = await operation.snapshot.once(momentOf);
  const { through } = filterOf(operation, organization);
  const filter: Filter = { through, labels, ...(kinds === undefined ? {} : { kinds }) };
  return new Followed({ kind: 'state', filter, from: head, toRoot: (seen): Look<Asked> => ({ request, seen }) });
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
