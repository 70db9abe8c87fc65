/** Inputs of the mutations of ratings, as the API takes them. */
import { KeyedInput } from '../change/keyed-input';
import { Field, InputType, Int } from 'type-graphql';
import { IfPosition } from '../change/if-position';
import type { Day } from '../day';
import { DayScalar } from '../api/day-scalar';
import { REASON, describeLength } from '../text/text-rule';

@InputType()
abstract class OneRating extends KeyedInput {
  @Field(() => String, {
    description: 'Code of a centrally-run body: a province, a city, a bloc or a force.',
  })
  organization!: string;

  @Field(() => Int, { description: 'The year that was rated: 2019.' })
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
export class RecordRatingInput extends OneRating {
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
    description: 'People rated in a grade that is not reported: 0 to 5,000; none when absent.',
  })
  unnamed?: number | null;
}

@InputType({ description: 'What is different in a recorded rating. What is omitted or null stays as it is.' })
export class CorrectRatingInput extends ChangeOfRating {
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

@InputType({ description: 'A record of a rating that is taken back: the body has not finished then.' })
export class RetractRatingInput extends ChangeOfRating {}
