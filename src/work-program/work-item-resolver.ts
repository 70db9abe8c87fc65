/** Work items in the API: what leads on from one, and its events. */
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  ObjectType,
  registerEnumType,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import type { Operation } from '../access/operation';
import { requirePageSize } from '../api/connection';
import { FollowArguments } from '../change/follow-arguments';
import { followEvents } from '../change/follow-log';
import { historyOf } from '../change/history';
import { FRESH_TODAY, thingId } from '../access/thing-id';
import { LogEvent, toLogEvent } from '../change/log-event';
import type { LogEntry } from '../feed/log-entry';
import { loadOrganization } from '../organization/load-organization';
import { Organization } from '../organization/organization';
import { labelOf, verbOf, recordOf } from '../record/noun';
import { showWorkItem } from './due';
import { WorkItem } from './work-item';
import { WORK_ITEM, WORK_ITEM_KINDS, WorkItemEventKind } from './work-item-noun';
import { YearScalar } from '../api/year-scalar';

registerEnumType(WorkItemEventKind, {
  name: 'WorkItemEventKind',
  description: 'What happened to a work item.',
  valuesConfig: {
    ADDED: { description: 'It was added to the program.' },
    CHANGED: { description: 'What it says was changed: title, due, where it goes …' },
    STATUS_SET: { description: 'Its status was set, or corrected.' },
    WITHDRAWN: { description: 'It was taken out of the program.' },
  },
});

@ObjectType({ description: 'Something that happened to a work item, at one position of the log.' })
class WorkItemEvent extends LogEvent {
  @Field(() => WorkItemEventKind, { description: 'What happened.' })
  kind!: WorkItemEventKind;

  @Field(() => WorkItem, { description: 'The work item as of the event.' })
  workItem!: WorkItem;
}

@ArgsType()
class FollowItemsArguments extends FollowArguments {
  @Field(() => YearScalar, {
    nullable: true,
    description: 'Only items of the programs of this year; of all years when absent.',
  })
  year?: number | null;
}

/** Events that a work item usually has. */
const USUAL_EVENTS = 5;

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
  organization(@Ctx() operation: Operation, @Root() { organizationId }: WorkItem): Promise<Organization> {
    return loadOrganization(operation, organizationId);
  }

  @FieldResolver(() => [WorkItemEvent], {
    complexity: ({ childComplexity }) => 1 + USUAL_EVENTS * childComplexity,
    description: 'Everything that has happened to it, in order, up to now.',
  })
  async history(
    @Ctx() operation: Operation,
    @Root() { id }: WorkItem,
    @Arg('last', () => Int, { nullable: true, description: 'Only that many of the newest: 1 to 200, 50 when absent.' })
    last: number | null,
  ): Promise<WorkItemEvent[]> {
    const thing = { noun: WORK_ITEM, recordId: id, last: requirePageSize(last, 'last') };
    return historyOf(operation, thing, toWorkItemEvent);
  }

  @Subscription(() => WorkItemEvent, {
    description: 'Pushes an event whenever an item of a work program is added, changed, moved on or withdrawn.',
    subscribe: followItems,
  })
  workItemChanged(
    @Root() event: WorkItemEvent,
    @Args(() => FollowItemsArguments) _follow: FollowItemsArguments,
  ): WorkItemEvent {
    return event;
  }
}

async function followItems({ args: { year, within }, context }: { args: FollowItemsArguments; context: Operation }) {
  const labels = year == null ? [] : [labelOf('year', year)];
  return followEvents(context, { within }, { kinds: WORK_ITEM_KINDS, labels }, toWorkItemEvent);
}

function toWorkItemEvent(entry: LogEntry, epoch: string, previous: string | undefined): WorkItemEvent {
  return toLogEvent(WorkItemEvent, entry, epoch, previous, {
    kind: WorkItemEventKind[verbOf(entry.kind) as keyof typeof WorkItemEventKind],
    workItem: workItemOf(entry),
  });
}

/** The work item as of the entry. */
export function workItemOf(entry: LogEntry): WorkItem {
  return showWorkItem(recordOf(WorkItem, entry), entry.day);
}
