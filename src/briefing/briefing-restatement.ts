/** Restatements of figures, as the API shows them. */
import { ofLength } from '../api/price';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { LogEvent } from '../change/event';
import { BriefingFigure } from './briefing-figure';

@ObjectType({ description: 'A published figure whose value would be different by what is known now.' })
export class Restatement {
  @Field(() => BriefingFigure, { description: 'The figure as it was published.' })
  figure!: BriefingFigure;

  @Field(() => Float, { nullable: true, description: 'As it was published.' })
  before!: number | null;

  @Field(() => Float, { nullable: true, description: 'As of the same day, by what is known now.' })
  after!: number | null;

  @Field(() => [LogEvent], {
    complexity: ofLength(10),
    description: 'Why: the newest of the events since that changed it, at most ten.',
  })
  causes!: LogEvent[];

  @Field(() => Int, { description: 'How many events there were.' })
  causesTotal!: number;
}
