/** The mutations of ratings in the API: what each takes, calls and answers. */
import { Arg, Ctx, Field, InputType, Int, Mutation, Resolver } from 'type-graphql';
import type { Operation } from '../access/operation';
import { DayScalar } from '../api/day-scalar';
import { answerMutation } from '../change/answer-mutation';
import { IfPosition } from '../change/if-position';
import { INPUT_DEFAULTS } from '../change/input-defaults';
import { KeyedInput } from '../change/keyed-input';
import type { Day } from '../day';
import { describeLength, REASON } from '../text/text-rule';
import { RATINGS } from './rating';
import { correctRating, recordRating, retractRating } from './record-rating';
import { YearScalar } from '../api/year-scalar';

@InputType()
abstract class OneRating extends KeyedInput {
  @Field(() => String, { description: 'Code of a centrally-run body: a province, a city, a bloc or a force.' })
  organization!: string;

  @Field(() => YearScalar, { description: 'The year that was rated, such as 2019.' })
  year!: number;
}

@InputType()
abstract class ChangeOfRating extends OneRating {
  @Field(() => String, { description: `Why: ${describeLength(REASON)}, kept for good.` })
  reason!: string;

  @IfPosition('the rating')
  ifPosition?: number | null;
}

@InputType({ description: 'A body that has finished its rating. Whole numbers only: percentages follow from them.' })
class RecordRatingInput extends OneRating {
  @Field(() => DayScalar, { description: 'The day it finished: from 1 December of the year on, not after today.' })
  finishedOn!: Day;

  @Field(() => Int, { description: 'People rated EXCELLENT: 0 to 5,000.' })
  excellent!: number;

  @Field(() => Int, { description: 'People rated GOOD: 0 to 5,000.' })
  good!: number;

  @Field(() => Int, { description: 'People rated SATISFACTORY: 0 to 5,000.' })
  satisfactory!: number;

  @Field(() => Int, { description: 'People rated UNSATISFACTORY: 0 to 5,000.' })
  unsatisfactory!: number;

  @Field(() => Int, {
    nullable: true,
    defaultValue: INPUT_DEFAULTS.recordRating.unnamed,
    description: 'People rated in a grade that is not reported: 0 to 5,000.',
  })
  unnamed?: number | null;
}

@InputType({ description: 'Changes to a recorded rating. Fields that are omitted or null stay as they are.' })
class CorrectRatingInput extends ChangeOfRating {
  @Field(() => DayScalar, { nullable: true, description: 'The day it finished.' })
  finishedOn?: Day | null;

  @Field(() => Int, { nullable: true, description: 'People rated EXCELLENT: 0 to 5,000.' })
  excellent?: number | null;

  @Field(() => Int, { nullable: true, description: 'People rated GOOD: 0 to 5,000.' })
  good?: number | null;

  @Field(() => Int, { nullable: true, description: 'People rated SATISFACTORY: 0 to 5,000.' })
  satisfactory?: number | null;

  @Field(() => Int, { nullable: true, description: 'People rated UNSATISFACTORY: 0 to 5,000.' })
  unsatisfactory?: number | null;

  @Field(() => Int, { nullable: true, description: 'People rated in a grade that is not reported: 0 to 5,000.' })
  unnamed?: number | null;
}

@InputType({ description: 'A record of a rating that is taken back: the body then counts as not finished.' })
class RetractRatingInput extends ChangeOfRating {}

const RecordRatingPayload = RATINGS.payload(
  'RecordRating',
  'The rating is recorded, or was already when the same one was sent again.',
);
const CorrectRatingPayload = RATINGS.payload('CorrectRating', 'The rating is corrected.');
const RetractRatingPayload = RATINGS.payload('RetractRating', 'The record is taken back.');

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
    return answerMutation(operation, recordRating, input, RATINGS.toPayload);
  }

  @Mutation(() => CorrectRatingPayload, { nullable: true, description: 'Corrects a recorded rating.' })
  correctRating(
    @Ctx() operation: Operation,
    @Arg('input', () => CorrectRatingInput, { description: 'What is different, and why.' }) input: CorrectRatingInput,
  ) {
    return answerMutation(operation, correctRating, input, RATINGS.toPayload);
  }

  @Mutation(() => RetractRatingPayload, {
    nullable: true,
    description:
      'Takes back a recorded rating: the body then counts as not finished, and none of its people are counted.',
  })
  retractRating(
    @Ctx() operation: Operation,
    @Arg('input', () => RetractRatingInput, { description: 'Which one, and why.' }) input: RetractRatingInput,
  ) {
    return answerMutation(operation, retractRating, input, RATINGS.toPayload);
  }
}
