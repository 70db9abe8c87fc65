/** The work program of one organization and year, with its figures as of one day. */
import { Field, Int, ObjectType } from 'type-graphql';
import type { Day } from '../day';
import { CursorScalar } from '../api/cursor-scalar';
import { DayScalar } from '../api/day-scalar';
import { Node } from '../api/node';
import type { WorkItem } from './work-item';
import { YearScalar } from '../api/year-scalar';

@ObjectType({ description: 'The items of a work program that are due in one quarter of its year.' })
export class WorkProgramQuarter {
  @Field(() => Int, { description: 'The quarter, 1 to 4.' })
  quarter!: number;

  @Field(() => Int, { description: 'Items due in it: by its last day, or on a day in it.' })
  due!: number;

  @Field(() => Int, { description: 'Of those, basically completed or completed.' })
  completed!: number;

  @Field(() => Int, { description: 'due − completed.' })
  remaining!: number;

  @Field(() => Int, { description: 'Of those remaining, due before the day.' })
  overdue!: number;
}

@ObjectType({
  implements: Node,
  description:
    'The work program of one organization and year. Its figures count the items that are not withdrawn, as of one day.',
})
export class WorkProgram {
  organizationId!: number;

  /** The day that was asked for; null for today, which turns. */
  fixedOn!: Day | null;

  @Field(() => YearScalar, { description: 'The year of the program.' })
  year!: number;

  @Field(() => DayScalar, { description: 'The day as of which it is shown.' })
  asOf!: Day;

  @Field(() => CursorScalar, { description: 'The place in the log at which this was true.' })
  cursor!: string;

  @Field(() => Int, { description: 'The position of that place.' })
  position!: number;

  @Field(() => Int, { description: 'Items in the program.' })
  total!: number;

  @Field(() => Int, { description: 'basicallyCompleted + fullyCompleted.' })
  completed!: number;

  @Field(() => Int, { description: 'Of the total, BASICALLY_COMPLETED.' })
  basicallyCompleted!: number;

  @Field(() => Int, { description: 'Of the total, COMPLETED.' })
  fullyCompleted!: number;

  @Field(() => Int, { description: 'total − completed.' })
  remaining!: number;

  @Field(() => Int, { description: 'Of those remaining, due before the day. A quarter is due on its last day.' })
  overdue!: number;

  @Field(() => [WorkProgramQuarter], { description: 'The four quarters, each with the items that are due in it.' })
  byQuarter!: WorkProgramQuarter[];

  /** Those that are counted, by their numbers. */
  items!: WorkItem[];

  /** Those that were withdrawn by that day, by their numbers. */
  withdrawn!: WorkItem[];
}
