/** Something that happened to an organization, as the API shows it. */
import {
  Args,
  Ctx,
  Field,
  FieldResolver,
  ObjectType,
  registerEnumType,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import type { Operation } from '../access/operation';
import { FollowArguments } from '../change/follow-arguments';
import { followEvents } from '../change/follow-log';
import { historyOf } from '../change/history';
import { LogEvent, toLogEvent } from '../change/log-event';
import { Closure, CLOSURE } from '../closure/closure';
import type { LogEntry } from '../feed/log-entry';
import { OrganizationEventKind, ORGANIZATION_KINDS } from '../organization/structure-kinds';
import { kindOf, verbOf, recordOf } from '../record/noun';
import { loadOrganization } from '../organization/load-organization';
import { Organization } from '../organization/organization';

registerEnumType(OrganizationEventKind, {
  name: 'OrganizationEventKind',
  description: 'What happened to an organization.',
  valuesConfig: {
    FOUNDED: { description: 'It was founded during the campaign.' },
    RENAMED: { description: 'Its name, English name or region changed.' },
    TREE_FOUNDED: {
      description:
        'Organizations were founded before anything else had happened: one event for all of them. It concerns everyone, whatever their filter.',
    },
    CLOSED: { description: 'It was closed: merged or dissolved.' },
    REOPENED: { description: 'It was opened again.' },
  },
});

@ObjectType({ description: 'Something that happened to an organization, at one position of the log.' })
export class OrganizationEvent extends LogEvent {
  @Field(() => OrganizationEventKind, { description: 'What happened.' })
  kind!: OrganizationEventKind;

  @Field(() => Closure, {
    nullable: true,
    description: 'Whether the organization was closed after the event; null unless the event closed or reopened it.',
  })
  closure!: Closure | null;
}

function toOrganizationEvent(entry: LogEntry, epoch: string, previous: string | undefined): OrganizationEvent {
  const kind = OrganizationEventKind[verbOf(entry.kind) as keyof typeof OrganizationEventKind];
  const closure = entry.kind === kindOf(CLOSURE, kind) ? recordOf(Closure, entry) : null;
  return toLogEvent(OrganizationEvent, entry, epoch, previous, { kind, closure });
}

@Resolver(() => OrganizationEvent)
export class OrganizationEventResolver {
  @Subscription(() => OrganizationEvent, {
    description: 'Pushes an event whenever an organization is founded, renamed, closed or reopened.',
    subscribe: ({ args, context }: { args: FollowArguments; context: Operation }) =>
      followEvents(context, args, { kinds: ORGANIZATION_KINDS }, toOrganizationEvent),
  })
  organizationChanged(
    @Root() event: OrganizationEvent,
    @Args(() => FollowArguments) _follow: FollowArguments,
  ): OrganizationEvent {
    return event;
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
  @FieldResolver(() => [OrganizationEvent], { description: 'When it was closed and reopened, from the first time on.' })
  async history(@Ctx() operation: Operation, @Root() { id }: Closure): Promise<OrganizationEvent[]> {
    return historyOf(operation, { noun: CLOSURE, recordId: id }, toOrganizationEvent);
  }
}
