/** Events of organizations in the API: followed, and listed where one was closed. */
import { Args, Ctx, FieldResolver, Resolver, Root, Subscription } from 'type-graphql';
import type { Operation } from '../access/operation';
import { Closure, CLOSURE } from '../closure/closure';
import { FollowArguments } from '../change/follow-arguments';
import { loadOrganization } from '../organization/load-organization';
import { Organization } from '../organization/organization';
import { ORGANIZATION_KINDS } from '../organization/structure-kinds';
import { followEvents } from '../change/follow-log';
import { historyOf } from '../change/history';
import { recordOf } from '../record/noun';
import { OrganizationEvent, toOrganizationEvent } from './organization-event';

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
      'The organization: with the names that it was given by the event, or as it stands when it was closed or reopened; null for TREE_FOUNDED.',
  })
  async organization(
    @Ctx() operation: Operation,
    @Root() { entry, closure }: OrganizationEvent,
  ): Promise<Organization | null> {
    const id = closure?.organizationId ?? entry.recordId;
    if (id === null) return null;
    const organization = await loadOrganization(operation, id);
    if (closure !== null) return organization;
    const { name, nameEn, region } = recordOf(Organization, entry);
    return Object.assign(new Organization(), organization, { name, nameEn, region });
  }
}

@Resolver(() => Closure)
export class ClosureHistoryResolver {
  @FieldResolver(() => [OrganizationEvent], { description: 'When it was closed and reopened, from the first time on.' })
  async history(@Ctx() operation: Operation, @Root() { id }: Closure): Promise<OrganizationEvent[]> {
    return historyOf(operation, { noun: CLOSURE, recordId: id }, toOrganizationEvent);
  }
}
