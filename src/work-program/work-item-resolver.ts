/** Work items in the API: what leads on from one, and its events. */
import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { Operation } from '../access/operation';
import { FollowArguments } from '../change/follow-arguments';
import { followEvents } from '../change/follow-log';
import type { EventConnection, EventEdge } from '../change/events-of';
import { costOfHistory, HistoryPage } from '../change/events-page';
import { historyOf } from '../change/history';
import { FRESH_TODAY, thingId } from '../access/thing-id';
import { Document } from '../document/document';
import { documentsByName } from '../document/find-documents';
import { loadOrganization } from '../organization/load-organization';
import { Organization } from '../organization/organization';
import { labelOf } from '../record/noun';
import { WorkItem } from './work-item';
import { WORK_ITEM, WORK_ITEMS } from './work-item-noun';
import { YearScalar } from '../api/year-scalar';

@ArgsType()
class FollowItemsArguments extends FollowArguments {
  @Field(() => YearScalar, {
    nullable: true,
    description: 'Only items of the programs of this year; of all years when absent.',
  })
  year?: number | null;
}

@Resolver(() => WorkItem)
export class WorkItemResolver {
  @FieldResolver(() => ID, {
    description:
      'Opaque. In a program as of a day other than today it is specific to that day, and in an event, once the item has changed since, to that event, so that caches keep them apart.',
  })
  id(@Ctx() operation: Operation, @Root() { id, asOf, recorded }: WorkItem): Promise<string> {
    return thingId(operation, ['WorkItem', asOf === undefined ? id : `${id},${asOf}`], recorded, FRESH_TODAY);
  }

  @FieldResolver(() => Boolean, { description: 'Whether it was taken out of the program: it does not count any more.' })
  withdrawn(@Root() { withdrawnOn }: WorkItem): boolean {
    return withdrawnOn !== null;
  }

  @FieldResolver(() => Organization, { description: 'The organization whose program it belongs to.' })
  organization(
    @Ctx() operation: Operation,
    @Root() { organizationId }: WorkItem,
  ): Organization | Promise<Organization> {
    return loadOrganization(operation, organizationId);
  }

  @FieldResolver(() => Document, {
    nullable: true,
    description: 'The document of `legalBasis`, as it is now, where the item refers to one that is recorded.',
  })
  async legalBasisDocument(
    @Ctx() operation: Operation,
    @Root() { organizationId, documentNumber: number, documentIssuedOn: issuedOn }: WorkItem,
  ): Promise<Document | null> {
    if (number == null || issuedOn == null) return null;
    const { path } = await loadOrganization(operation, organizationId);
    return (await operation.snapshot.once(documentsByName).load({ path, number, issuedOn })) ?? null;
  }

  @FieldResolver(() => WORK_ITEMS.Connection, {
    complexity: costOfHistory,
    description: 'Everything that has happened to it, in order, up to now.',
  })
  history(
    @Ctx() operation: Operation,
    @Root() { id }: WorkItem,
    @Args(() => HistoryPage) page: HistoryPage,
  ): Promise<EventConnection> {
    return historyOf(operation, { noun: WORK_ITEM, recordId: id }, WORK_ITEMS, page);
  }

  @Subscription(() => WORK_ITEMS.Edge, {
    description: 'Pushes an event whenever an item of a work program is added, changed, moved on or withdrawn.',
    subscribe: followItems,
  })
  workItemChanged(@Root() edge: EventEdge, @Args(() => FollowItemsArguments) _follow: FollowItemsArguments): EventEdge {
    return edge;
  }
}

async function followItems({ args: { year, within }, context }: { args: FollowItemsArguments; context: Operation }) {
  const labels = year == null ? [] : [labelOf('year', year)];
  return followEvents(context, { within }, WORK_ITEMS, { labels });
}
