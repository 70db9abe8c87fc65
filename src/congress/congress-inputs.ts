/** Inputs of the mutations of congresses, as the API takes them. */
import { IfPosition } from '../change/if-position';
import { INPUT_DEFAULTS } from '../change/input-defaults';
import { KeyedInput } from '../change/keyed-input';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { Day } from '../day';
import { DayScalar } from '../api/day-scalar';
import { NOTE, REASON, describeLength, upTo } from '../text/text-rule';

@InputType()
abstract class OneCongress extends KeyedInput {
  @Field(() => ID, { nullable: true, description: 'Id of the congress; or give `organization`.' })
  congressId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the organization whose congress it is; or give `congressId`.',
  })
  organization?: string | null;
}

@InputType()
abstract class ChangeOfPlan extends OneCongress {
  @IfPosition('the congress')
  ifPosition?: number | null;
}

@InputType()
abstract class ChangeOfReport extends OneCongress {
  @Field(() => String, { description: `Why: ${describeLength(REASON)}, kept for good.` })
  reason!: string;

  @IfPosition('the congress')
  ifPosition?: number | null;
}

@InputType({ description: 'A new congress.' })
export class PlanCongressInput extends KeyedInput {
  @Field(() => String, { description: 'Code of the organization, which has no congress yet.' })
  organization!: string;

  @Field(() => DayScalar, {
    nullable: true,
    description: 'The day it is planned for, within the campaign; without one it is due by the deadline of its level.',
  })
  plannedOn?: Day | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: INPUT_DEFAULTS.planCongress.pilot,
    description: 'Whether it is a pilot.',
  })
  pilot?: boolean | null;

  @Field(() => String, { nullable: true, description: `Why, if there is anything to say: ${upTo(REASON)}.` })
  reason?: string | null;
}

@InputType({ description: 'A new day for a congress that has not been held yet.' })
export class RescheduleCongressInput extends ChangeOfPlan {
  @Field(() => DayScalar, { description: 'The new day: within the campaign, not before today.' })
  plannedOn!: Day;

  @Field(() => String, { nullable: true, description: `Why, if there is anything to say: ${upTo(REASON)}.` })
  reason?: string | null;
}

@InputType({ description: 'A congress that is put off.' })
export class PostponeCongressInput extends ChangeOfPlan {
  @Field(() => DayScalar, {
    nullable: true,
    description:
      'The new day, later than the planned one. Without it the congress is POSTPONED until it is rescheduled.',
  })
  plannedOn?: Day | null;

  @Field(() => String, { description: `Why: ${describeLength(REASON)}, kept for good.` })
  reason!: string;
}

@InputType({ description: 'A congress that will not be held.' })
export class CancelCongressInput extends ChangeOfPlan {
  @Field(() => String, { description: `Why: ${describeLength(REASON)}, kept for good.` })
  reason!: string;
}

@InputType({ description: 'A cancelled congress that will be held after all.' })
export class ReinstateCongressInput extends ChangeOfPlan {
  @Field(() => String, { nullable: true, description: `Why, if there is anything to say: ${upTo(REASON)}.` })
  reason?: string | null;
}

@InputType({ description: 'Whether a congress is a pilot.' })
export class SetCongressPilotInput extends ChangeOfPlan {
  @Field(() => Boolean, { description: 'Whether it is a pilot from today on.' })
  pilot!: boolean;

  @Field(() => String, { nullable: true, description: `Why, if there is anything to say: ${upTo(REASON)}.` })
  reason?: string | null;
}

@InputType({ description: 'A congress that was held.' })
export class ReportCongressCompletedInput extends OneCongress {
  @Field(() => DayScalar, { description: 'The day it was held: within the campaign, not after today.' })
  heldOn!: Day;

  @Field(() => Int, { nullable: true, description: 'Delegates summoned: 0 to 5,000.' })
  delegatesSummoned?: number | null;

  @Field(() => Int, { nullable: true, description: 'Delegates who attended: 0 to 5,000, at most those summoned.' })
  delegatesAttended?: number | null;

  @Field(() => Int, { nullable: true, description: 'Members of the committee that it elected: 0 to 5,000.' })
  committeeElected?: number | null;

  @Field(() => String, { nullable: true, description: `A remark, ${upTo(NOTE)}.` })
  note?: string | null;
}

@InputType({ description: 'Congresses that were held: all are recorded, or none, unless `skipBad` is on.' })
export class ReportCongressesCompletedInput extends KeyedInput {
  @Field(() => [ReportCongressCompletedInput], {
    description: '1 to 1,000 reports. None of them carries a key of its own.',
  })
  reports!: ReportCongressCompletedInput[];

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Decides about each report just as a real run would, and records nothing. What is refused is an error; with `skipBad` it is listed in `refused`.',
  })
  dryRun?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Records what is right and names what is refused in `refused`, instead of refusing all.',
  })
  skipBad?: boolean | null;
}

@InputType({ description: 'Changes to a report. A field that is omitted stays as it is; one that is null is cleared.' })
export class CorrectCongressReportInput extends ChangeOfReport {
  @Field(() => DayScalar, { nullable: true, description: 'The day it was held; it cannot be cleared.' })
  heldOn?: Day | null;

  @Field(() => Int, { nullable: true, description: 'Delegates summoned: 0 to 5,000.' })
  delegatesSummoned?: number | null;

  @Field(() => Int, { nullable: true, description: 'Delegates who attended: 0 to 5,000, at most those summoned.' })
  delegatesAttended?: number | null;

  @Field(() => Int, { nullable: true, description: 'Members of the committee that it elected: 0 to 5,000.' })
  committeeElected?: number | null;

  @Field(() => String, { nullable: true, description: `A remark, ${upTo(NOTE)}.` })
  note?: string | null;
}

@InputType({ description: 'A report that is taken back.' })
export class RetractCongressReportInput extends ChangeOfReport {}

@InputType({ description: 'Moves the business day forward.' })
export class TurnDayInput extends KeyedInput {
  @Field(() => DayScalar, {
    nullable: true,
    description: 'The new business day, later than today; the next day when absent.',
  })
  to?: Day | null;
}
