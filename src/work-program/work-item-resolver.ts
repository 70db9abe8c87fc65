/** What leads on from a work item in the API. */
import { Arg, Ctx, FieldResolver, ID, Int, Resolver, Root } from 'type-graphql';
import type { Operation } from '../access/operation';
import { requirePageSize } from '../api/connection';
import { loadOrganization } from '../organization/load-organization';
import { toGlobalId } from '../api/node';
import { Organization } from '../organization/organization';
import { historyOf } from '../change/history';
import { WorkItem } from './work-item';
import { toWorkItemEvent, WorkItemEvent } from './work-item-event';
import { WORK_ITEM } from './work-item-noun';

/** Events that a work item has as a rule. */
const USUAL_EVENTS = 5;

@Resolver(() => WorkItem)
export class WorkItemResolver {
  @FieldResolver(() => ID, {
    description: 'Opaque. In a program as of another day than today it is of that day, so that caches keep both apart.',
  })
  id(@Root() { id, asOf }: WorkItem): string {
    return toGlobalId('WorkItem', asOf === undefined ? id : `${id},${asOf}`);
  }

  @FieldResolver(() => Organization, { description: 'The organization whose program it belongs to.' })
  organization(@Ctx() operation: Operation, @Root() { organizationId }: WorkItem): Promise<Organization> {
    return loadOrganization(operation, organizationId);
  }

  @FieldResolver(() => [WorkItemEvent], {
    complexity: ({ childComplexity }) => 1 + USUAL_EVENTS * childComplexity,
    description: 'What has happened to it, in order, up to now.',
  })
  async history(
    @Ctx() operation: Operation,
    @Root() { id }: WorkItem,
    @Arg('last', () => Int, { nullable: true, description: 'Only the newest so many: 1 to 200, 50 when absent.' })
    last: number | null,
  ): Promise<WorkItemEvent[]> {
    const thing = { noun: WORK_ITEM, recordId: id, last: requirePageSize(last, 'last') };
    return historyOf(operation, thing, toWorkItemEvent);
  }
}
