/** Mutations of ratings in the API: each hands its input to the use case of its name. */
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { DataSource } from 'typeorm';
import type { Operation } from '../access/operation';
import type { Viewer } from '../access/viewer';
import type { Answer } from '../change/answer';
import { correctRating } from './correct-rating';
import { CorrectRatingInput, RecordRatingInput, RetractRatingInput } from './rating-inputs';
import { CorrectRatingPayload, RecordRatingPayload, RetractRatingPayload, toRatingPayload } from './rating-payloads';
import { recordRating } from './record-rating';
import { retractRating } from './retract-rating';

type UseCase<Input> = (dataSource: DataSource, viewer: Viewer, input: Input) => Promise<Answer>;

async function change<Input>(operation: Operation, useCase: UseCase<Input>, input: Input) {
  const { dataSource, viewer } = operation;
  return toRatingPayload(await operation.mutate(() => useCase(dataSource, viewer, input)));
}

@Resolver()
export class RatingMutations {
  @Mutation(() => RecordRatingPayload, {
    nullable: true,
    description:
      'Records that a centrally-run body has finished its quality rating of a year, with the people in each grade. The same record again gets the same answer; a different one is a CONFLICT.',
  })
  recordRating(
    @Ctx() operation: Operation,
    @Arg('input', () => RecordRatingInput, { description: 'What is recorded.' }) input: RecordRatingInput,
  ) {
    return change(operation, recordRating, input);
  }

  @Mutation(() => CorrectRatingPayload, { nullable: true, description: 'Corrects a recorded rating.' })
  correctRating(
    @Ctx() operation: Operation,
    @Arg('input', () => CorrectRatingInput, { description: 'What is different, and why.' }) input: CorrectRatingInput,
  ) {
    return change(operation, correctRating, input);
  }

  @Mutation(() => RetractRatingPayload, {
    nullable: true,
    description: 'Takes back a recorded rating: the body has not finished then, and none of its people count.',
  })
  retractRating(
    @Ctx() operation: Operation,
    @Arg('input', () => RetractRatingInput, { description: 'Which one, and why.' }) input: RetractRatingInput,
  ) {
    return change(operation, retractRating, input);
  }
}
