/** Events of every noun in the API: the log in pages and as it grows, and what every event leads to. */
import {
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  Query,
  Resolver,
  Root,
  Subscription,
  type SubscribeResolverData,
} from 'type-graphql';
import { may } from '../access/may';
import type { NodeKind } from '../access/node-kind';
import type { Operation } from '../access/operation';
import { DayScalar } from '../api/day-scalar';
import { costOfPage, type Measured, type PriceOfPage } from '../api/price';
import type { Day } from '../day';
import type { LogEntry } from '../feed/log-entry';
import { findEntry } from '../feed/log';
import { loadOrganization, requireWithin } from '../organization/load-organization';
import { momentOf } from '../organization/campaign-facts';
import { Organization } from '../organization/organization';
import { LogEvent } from './event';
import { EventKind } from './event-kind';
import {
  eventPageTypes,
  eventsOfKind,
  everyEvent,
  keyOfEvent,
  type EventConnection,
  type EventEdge,
} from './events-of';
import { EventsPage } from './events-page';
import { followEvents } from './follow-log';
import { FollowArguments } from './follow-arguments';
import { listEvents } from './list-events';
import { eventsFilter } from './reach';

const AnyEvent = eventPageTypes('Event', LogEvent);

@ArgsType()
class EventsArguments extends EventsPage {
  @Field(() => String, {
    nullable: true,
    description: "Code of the organization whose subtree is listed; the viewer's own when absent.",
  })
  within?: string | null;

  @Field(() => [EventKind], { nullable: true, description: 'Only events of these kinds; of all kinds when absent.' })
  kinds?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Only what the token with this subject caused.' })
  by?: string | null;

  @Field(() => DayScalar, { nullable: true, description: 'Only what was recorded on this business day.' })
  on?: Day | null;
}

@ArgsType()
class FollowEventsArguments extends FollowArguments {
  @Field(() => [EventKind], { nullable: true, description: 'Only events of these kinds; of all kinds when absent.' })
  kinds?: string[] | null;
}

/** Filters may walk through some of what they leave out, and what is counted is gone through. */
function priceOfEvents({ args }: Measured): PriceOfPage {
  const isFiltered = ['within', 'kinds', 'by', 'on'].some((name) => args[name] != null);
  return { page: isFiltered ? 1_000 : 100, count: 2_500 };
}

@Resolver(() => LogEvent)
export class EventResolver {
  @Query(() => AnyEvent.Connection, {
    nullable: true,
    complexity: (measured) => costOfPage(measured, priceOfEvents(measured)),
    description:
      'The log: everything that happened at and below an organization, in the order of positions. An event that concerns everyone is in every list, and so are indicators that an organization above defines.',
  })
  async events(
    @Ctx() operation: Operation,
    @Args(() => EventsArguments) { within, kinds, by, on, ...page }: EventsArguments,
  ): Promise<EventConnection> {
    const every = everyEvent();
    const place = await requireWithin(operation, within);
    const filter = eventsFilter(operation.viewer, place, { ...every, kinds: kinds ?? every.kinds, labels: [] });
    const who = { ...(by == null ? {} : { by }), ...(on == null ? {} : { on }) };
    return listEvents(operation, { ...filter, ...who }, page);
  }

  @Subscription(() => AnyEvent.Edge, {
    description: 'Pushes every event at and below an organization, of whatever noun: what `events` lists, as it comes.',
    subscribe: ({ args, context }: SubscribeResolverData<unknown, FollowEventsArguments, Operation>) =>
      followEvents(context, args, everyEvent(), args.kinds == null ? {} : { kinds: args.kinds }),
  })
  eventRecorded(@Root() edge: EventEdge, @Args(() => FollowEventsArguments) _follow: FollowEventsArguments): EventEdge {
    return edge;
  }

  @FieldResolver(() => Organization, {
    nullable: true,
    description:
      'The organization that it concerns, as it is now; null when it concerns everyone, and where the viewer may not see it.',
  })
  async organization(@Ctx() operation: Operation, @Root() { entry }: LogEvent): Promise<Organization | null> {
    const id = entry.path.at(-1);
    if (id === undefined) return null;
    const organization = await loadOrganization(operation, id);
    return may(operation.viewer).see(organization.path) ? organization : null;
  }
}

/** What an event concerns everyone who may see, or may be reached by it. */
function isShown(operation: Operation, { kind, path }: LogEntry): boolean {
  const { viewer } = operation;
  if (path.length === 0 || may(viewer).see(path)) return true;
  return eventsOfKind(kind)?.reachingDown.includes(kind) === true && path.every((id) => viewer.path.includes(id));
}

/** An event of any noun by its id. */
export const EVENT_NODE: Pick<NodeKind, 'find'> = {
  find: async (operation, { type, key }) => {
    const [, position] = /^([1-9]\d{0,8})(?:-[0-9a-f]{12})?$/.exec(key) ?? [];
    if (position === undefined) return null;
    const entry = await operation.snapshot.read((manager) => findEntry(manager, Number(position)));
    if (entry === null || keyOfEvent(entry) !== key || !isShown(operation, entry)) return null;
    const events = eventsOfKind(entry.kind);
    if (events?.name !== type) return null;
    const { head } = await operation.snapshot.once(momentOf);
    return events.toEvent(entry, head.epoch);
  },
};
