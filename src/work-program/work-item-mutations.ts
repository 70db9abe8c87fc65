/** Mutations of work items in the API: each hands its input to the use case of its name. */
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { DataSource } from 'typeorm';
import type { Operation } from '../access/operation';
import type { Viewer } from '../access/viewer';
import type { Answer } from '../change/answer';
import { addWorkItem } from './add-work-item';
import { changeWorkItem } from './change-work-item';
import { setWorkItemStatus } from './set-work-item-status';
import { withdrawWorkItem } from './withdraw-work-item';
import * as inputs from './work-item-inputs';
import * as payloads from './work-item-payloads';

type UseCase<Input> = (dataSource: DataSource, viewer: Viewer, input: Input) => Promise<Answer>;

async function change<Input>(operation: Operation, useCase: UseCase<Input>, input: Input) {
  const { dataSource, viewer } = operation;
  return payloads.toPayload(await operation.mutate(() => useCase(dataSource, viewer, input)));
}

@Resolver()
export class WorkItemMutations {
  @Mutation(() => payloads.AddWorkItemPayload, {
    nullable: true,
    description: 'Adds an item to the work program of an organization. It is NOT_STARTED.',
  })
  addWorkItem(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.AddWorkItemInput, { description: 'What is asked for.' })
    input: inputs.AddWorkItemInput,
  ) {
    return change(operation, addWorkItem, input);
  }

  @Mutation(() => payloads.ChangeWorkItemPayload, {
    nullable: true,
    description: 'Changes what a work item says: its title, when it is due, where it goes.',
  })
  changeWorkItem(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.ChangeWorkItemInput, { description: 'What is asked for.' })
    input: inputs.ChangeWorkItemInput,
  ) {
    return change(operation, changeWorkItem, input);
  }

  @Mutation(() => payloads.SetWorkItemStatusPayload, {
    nullable: true,
    description:
      'Says how far a work item is. The same again gets the same answer; going back, and correcting a day, takes a reason.',
  })
  setWorkItemStatus(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.SetWorkItemStatusInput, { description: 'What is asked for.' })
    input: inputs.SetWorkItemStatusInput,
  ) {
    return change(operation, setWorkItemStatus, input);
  }

  @Mutation(() => payloads.WithdrawWorkItemPayload, {
    nullable: true,
    description:
      'Takes an item out of the work program: from today on it does not count. It stays in `withdrawn`, and keeps its number.',
  })
  withdrawWorkItem(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.WithdrawWorkItemInput, { description: 'What is asked for.' })
    input: inputs.WithdrawWorkItemInput,
  ) {
    return change(operation, withdrawWorkItem, input);
  }
}
