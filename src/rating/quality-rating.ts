/** The quality rating of a year over an organization's subtree, as of one day and at one position of the log. */
import { Field, Int, ObjectType } from 'type-graphql';
import type { Day } from '../day';
import { CursorScalar } from '../api/cursor-scalar';
import { DayScalar } from '../api/day-scalar';
import { GradeCount } from './grade';

@ObjectType({
  description:
    'How far the quality rating of a year is, over the provinces and cities at and below an organization. Blocs and forces may be recorded and are listed in `bodies`, but no figure counts them: the denominator is the 63 provinces and cities, not the 67 centrally-run bodies.',
})
export class QualityRating {
  /** Ids from the root down to the organization. */
  path!: readonly number[];

  @Field(() => Int, { description: 'The year that is rated.' })
  year!: number;

  @Field(() => Int, {
    description: 'Provinces and cities that had finished on or before `asOf`, by what is known now.',
  })
  finished!: number;

  @Field(() => Int, { description: 'Provinces and cities that there are, finished or not: 63 in the country.' })
  expected!: number;

  @Field(() => Int, { description: 'People whom the finished provinces and cities have rated.' })
  people!: number;

  @Field(() => [GradeCount], {
    complexity: ({ childComplexity }) => 1 + 5 * childComplexity,
    description: 'Of those people how many were given each grade: all five, from the best down, also when nobody was.',
  })
  grades!: GradeCount[];

  @Field(() => DayScalar, { description: 'The day as of which the figures are.' })
  asOf!: Day;

  @Field(() => CursorScalar, { description: 'The place in the log at which the figures were true.' })
  cursor!: string;

  @Field(() => Int, { description: 'The position of the cursor: how many events the figures take in.' })
  position!: number;
}
