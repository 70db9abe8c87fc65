/** The figures of an indicator as the API shows them: of one organization with all below it, in one month. */
import { Field, Float, Int, InterfaceType, ObjectType } from 'type-graphql';
import type { Day } from '../day';
import { CursorScalar } from '../api/cursor-scalar';
import { DayScalar } from '../api/day-scalar';
import type { FiguresOfMonth, MonthTotal } from './figures-of';
import { Indicator } from './indicator';

@InterfaceType({
  description: 'The figures of an indicator in one month. Zero is a value; null means that nobody has said anything.',
})
abstract class MonthFigures implements FiguresOfMonth {
  @Field(() => String, { description: 'The month, as `2020-02`.' })
  month!: string;

  @Field(() => Float, {
    nullable: true,
    description:
      'The values of the month, added up over organizations or averaged, as the indicator says. Where the last value counts: at the end of the month.',
  })
  inMonth!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'From January to the end of the month: the figures of the months, added up or averaged, as the indicator says. Where the last value counts: at the end of the month.',
  })
  yearToDate!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The same over all months, from the first of which anything is known to the end of the month.',
  })
  atEnd!: number | null;
}

@ObjectType({ implements: MonthFigures, description: 'A month of a series.' })
export class IndicatorMonth extends MonthFigures {}

@ObjectType({
  implements: MonthFigures,
  description:
    'The figures of an indicator, over an organization and all below it, in one month and at one position of the log.',
})
export class IndicatorFigures extends MonthFigures {
  /** Ids from the root down to the organization. */
  path!: readonly number[];

  /** Of all months, from which the figures are made. */
  totals!: readonly MonthTotal[];

  @Field(() => Indicator, { description: 'What is counted.' })
  indicator!: Indicator;

  @Field(() => DayScalar, { description: 'The business day on which this was known.' })
  asOf!: Day;

  @Field(() => CursorScalar, { description: 'The place in the log at which the figures were true.' })
  cursor!: string;

  @Field(() => Int, { description: 'The position of the cursor.' })
  position!: number;
}
