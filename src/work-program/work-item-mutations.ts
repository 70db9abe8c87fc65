/** Mutations of work items in the API: each hands its input to the use case of its name. */
import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { Operation } from '../access/operation';
import { answerMutation } from '../change/answer-mutation';
import { ChangePayload, placeOf } from '../change/change-payload';
import type { LogEntry } from '../feed/log-entry';
import { addWorkItem } from './add-work-item';
import { changeWorkItem, setWorkItemStatus, withdrawWorkItem } from './change-work-item';
import { WorkItem } from './work-item';
import * as inputs from './work-item-inputs';
import { workItemOf } from './work-item-resolver';

@ObjectType()
abstract class WorkItemPayload extends ChangePayload {
  @Field(() => WorkItem, { description: 'The work item as of the event.' })
  workItem!: WorkItem;
}

@ObjectType({ description: 'The work item is in the program.' })
class AddWorkItemPayload extends WorkItemPayload {}

@ObjectType({ description: 'The work item is changed; or already said the same.' })
class ChangeWorkItemPayload extends WorkItemPayload {}

@ObjectType({ description: 'The work item has the status; or already had it.' })
class SetWorkItemStatusPayload extends WorkItemPayload {}

@ObjectType({ description: 'The work item is out of the program.' })
class WithdrawWorkItemPayload extends WorkItemPayload {}

function toPayload(entry: LogEntry, epoch: string): WorkItemPayload {
  return { ...placeOf(entry, epoch), workItem: workItemOf(entry) };
}

@Resolver()
export class WorkItemMutations {
  @Mutation(() => AddWorkItemPayload, {
    nullable: true,
    description: 'Adds an item to the work program of an organization. It is NOT_STARTED.',
  })
  addWorkItem(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.AddWorkItemInput, { description: 'What is asked for.' })
    input: inputs.AddWorkItemInput,
  ) {
    return answerMutation(operation, addWorkItem, input, toPayload);
  }

  @Mutation(() => ChangeWorkItemPayload, {
    nullable: true,
    description: 'Changes what a work item says: its title, when it is due, where it goes.',
  })
  changeWorkItem(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.ChangeWorkItemInput, { description: 'What is asked for.' })
    input: inputs.ChangeWorkItemInput,
  ) {
    return answerMutation(operation, changeWorkItem, input, toPayload);
  }

  @Mutation(() => SetWorkItemStatusPayload, {
    nullable: true,
    description:
      'Sets how far a work item is. The same again gets the same answer; going back, or correcting a day, takes a reason.',
  })
  setWorkItemStatus(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.SetWorkItemStatusInput, { description: 'What is asked for.' })
    input: inputs.SetWorkItemStatusInput,
  ) {
    return answerMutation(operation, setWorkItemStatus, input, toPayload);
  }

  @Mutation(() => WithdrawWorkItemPayload, {
    nullable: true,
    description:
      'Takes an item out of the work program: from today on it does not count. It stays in `withdrawn`, and keeps its number.',
  })
  withdrawWorkItem(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.WithdrawWorkItemInput, { description: 'What is asked for.' })
    input: inputs.WithdrawWorkItemInput,
  ) {
    return answerMutation(operation, withdrawWorkItem, input, toPayload);
  }
}
