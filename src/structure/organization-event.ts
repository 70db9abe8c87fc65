/** Something that happened to an organization, as the API shows it. */
import { Args, Ctx, Field, FieldResolver, ObjectType, Resolver, Root, Subscription } from 'type-graphql';
import type { Operation } from '../access/operation';
import { Node } from '../api/node';
import { FollowArguments } from '../change/follow-arguments';
import { followEvents } from '../change/follow-log';
import { LogEvent } from '../change/event';
import { describeEvents, type EventConnection, type EventEdge } from '../change/events-of';
import { costOfHistory, HistoryPage } from '../change/events-page';
import { historyOf } from '../change/history';
import { Closure, CLOSURE } from '../closure/closure';
import type { LogEntry } from '../feed/log-entry';
import { ClosureVerb } from '../organization/structure-kinds';
import { kindOf, recordOf } from '../record/noun';
import { loadOrganization } from '../organization/load-organization';
import { Organization } from '../organization/organization';

const CLOSED = kindOf(CLOSURE, ClosureVerb.CLOSED);
const REOPENED = kindOf(CLOSURE, ClosureVerb.REOPENED);

@ObjectType({ implements: [LogEvent, Node], description: 'Something that happened to an organization.' })
export class OrganizationEvent extends LogEvent {
  @Field(() => Closure, {
    nullable: true,
    description: 'Whether the organization was closed after the event; null unless the event closed or reopened it.',
  })
  closure!: Closure | null;
}

const ORGANIZATION_EVENTS = describeEvents({
  type: OrganizationEvent,
  name: 'OrganizationEvent',
  kinds: {
    'ORGANIZATION.FOUNDED': {
      name: 'ORGANIZATION_FOUNDED',
      description: 'An organization was founded during the campaign.',
    },
    'ORGANIZATION.RENAMED': {
      name: 'ORGANIZATION_RENAMED',
      description: 'The name of an organization, its name in English or its region changed.',
    },
    'ORGANIZATION.TREE_FOUNDED': {
      name: 'ORGANIZATION_TREE_FOUNDED',
      description:
        'Organizations were founded before anything else had happened: one event for all of them. It concerns everyone, whatever they filter by.',
    },
    [CLOSED]: { name: 'ORGANIZATION_CLOSED', description: 'An organization was closed: merged or dissolved.' },
    [REOPENED]: { name: 'ORGANIZATION_REOPENED', description: 'An organization was opened again.' },
  },
  own: (entry) => ({ closure: [CLOSED, REOPENED].includes(entry.kind) ? recordOf(Closure, entry) : null }),
});

@Resolver(() => OrganizationEvent)
export class OrganizationEventResolver {
  @Subscription(() => ORGANIZATION_EVENTS.Edge, {
    description: 'Pushes an event whenever an organization is founded, renamed, closed or reopened.',
    subscribe: ({ args, context }: { args: FollowArguments; context: Operation }) =>
      followEvents(context, args, ORGANIZATION_EVENTS),
  })
  organizationChanged(@Root() edge: EventEdge, @Args(() => FollowArguments) _follow: FollowArguments): EventEdge {
    return edge;
  }

  @FieldResolver(() => Organization, {
    nullable: true,
    description:
      'The organization: with the names that the event gave it, or as it is now when the event closed or reopened it; null for TREE_FOUNDED.',
  })
  async organization(
    @Ctx() operation: Operation,
    @Root() { entry, closure }: OrganizationEvent,
  ): Promise<Organization | null> {
    const id = closure?.organizationId ?? entry.recordId;
    if (id === null) return null;
    const organization = await loadOrganization(operation, id);
    return closure === null ? asNamedBy(entry, organization) : organization;
  }
}

/** The organization with the names that the entry gave it. */
export function asNamedBy(entry: LogEntry, organization: Organization): Organization {
  const { name, nameEn, region, recorded } = recordOf(Organization, entry);
  return Object.assign(new Organization(), organization, { name, nameEn, region, recorded });
}

@Resolver(() => Closure)
export class ClosureHistoryResolver {
  @FieldResolver(() => ORGANIZATION_EVENTS.Connection, {
    complexity: costOfHistory,
    description: 'When it was closed and reopened, from the first time on.',
  })
  history(
    @Ctx() operation: Operation,
    @Root() { id }: Closure,
    @Args(() => HistoryPage) page: HistoryPage,
  ): Promise<EventConnection> {
    return historyOf(operation, { noun: CLOSURE, recordId: id }, ORGANIZATION_EVENTS, page);
  }
}
