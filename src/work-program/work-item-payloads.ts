/** Answers to the mutations of work items. */
import { ChangePayload } from '../change/change-payload';
import { Field, ObjectType } from 'type-graphql';
import type { Answer } from '../change/answer';
import { cursorOf } from '../feed/cursor';
import { WorkItem } from './work-item';
import { workItemOf } from './work-item-event';

@ObjectType()
abstract class WorkItemPayload extends ChangePayload {
  @Field(() => WorkItem, { description: 'The work item as of the event.' })
  workItem!: WorkItem;
}

@ObjectType({ description: 'The work item is in the program.' })
export class AddWorkItemPayload extends WorkItemPayload {}

@ObjectType({ description: 'The work item is changed; or was so before.' })
export class ChangeWorkItemPayload extends WorkItemPayload {}

@ObjectType({ description: 'The work item has the status; or had it before.' })
export class SetWorkItemStatusPayload extends WorkItemPayload {}

@ObjectType({ description: 'The work item is out of the program.' })
export class WithdrawWorkItemPayload extends WorkItemPayload {}

export function toPayload({ epoch, entries }: Answer): WorkItemPayload {
  const [entry] = entries;
  if (entry === undefined) throw new Error('A mutation was answered with no event.');
  const { position } = entry;
  return { cursor: cursorOf(entry, epoch), position, workItem: workItemOf(entry) };
}
