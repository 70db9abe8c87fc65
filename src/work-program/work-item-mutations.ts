/** Mutations of work items in the API: each hands its input to the use case of its name. */
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Operation } from '../access/operation';
import { answerMutation } from '../change/answer-mutation';
import { addWorkItem } from './add-work-item';
import { changeWorkItem, setWorkItemStatus, withdrawWorkItem } from './change-work-item';
import * as inputs from './work-item-inputs';
import { WORK_ITEMS } from './work-item-noun';

const AddWorkItemPayload = WORK_ITEMS.payload('AddWorkItem', 'The work item is in the program.');
const ChangeWorkItemPayload = WORK_ITEMS.payload(
  'ChangeWorkItem',
  'The work item is changed; or already said the same.',
);
const SetWorkItemStatusPayload = WORK_ITEMS.payload(
  'SetWorkItemStatus',
  'The work item has the status; or already had it.',
);
const WithdrawWorkItemPayload = WORK_ITEMS.payload('WithdrawWorkItem', 'The work item is out of the program.');

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
    return answerMutation(operation, addWorkItem, input, WORK_ITEMS.toPayload);
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
    return answerMutation(operation, changeWorkItem, input, WORK_ITEMS.toPayload);
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
    return answerMutation(operation, setWorkItemStatus, input, WORK_ITEMS.toPayload);
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
    return answerMutation(operation, withdrawWorkItem, input, WORK_ITEMS.toPayload);
  }
}
