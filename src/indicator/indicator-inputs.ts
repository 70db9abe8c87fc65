/** Inputs of the mutations of indicators and their values. */
import { KeyedInput } from '../change/keyed-input';
import { Field, InputType, Int } from 'type-graphql';
import { IfPosition } from '../change/if-position';
import { OverMonths, OverOrganizations } from './adding-up';
import { REASON, describeLength, upTo } from '../text/text-rule';
import { DESCRIPTION, NAME, UNIT } from './indicator-texts';
import { MonthScalar } from '../api/month-scalar';

@InputType()
abstract class ChangeOfRecord extends KeyedInput {
  @Field(() => String, { description: `Why: ${describeLength(REASON)}, kept for good.` })
  reason!: string;
}

@InputType()
abstract class ChangeOfIndicator extends ChangeOfRecord {
  @Field(() => String, {
    nullable: true,
    description:
      "Code of an organization: the indicator is the nearest with the code that it or one above it has defined. The viewer's own when absent.",
  })
  organization?: string | null;

  @Field(() => String, { description: 'Code of the indicator.' })
  code!: string;

  @IfPosition('the indicator')
  ifPosition?: number | null;
}

@InputType({ description: 'A new indicator.' })
export class AddIndicatorInput extends KeyedInput {
  @Field(() => String, {
    nullable: true,
    description: "Code of the organization at and below which it is counted; the viewer's own when absent.",
  })
  organization?: string | null;

  @Field(() => String, {
    description:
      '1 to 64 characters: lower-case words, each beginning with a letter, with dots between them, such as `training.classes`. For good, and new to the organization and those above it: others may have it, too.',
  })
  code!: string;

  @Field(() => String, { description: `Name in Vietnamese: ${upTo(NAME)}.` })
  name!: string;

  @Field(() => String, { description: `Name in English: ${upTo(NAME)}.` })
  nameEn!: string;

  @Field(() => String, { description: `What is counted, in Vietnamese: ${upTo(UNIT)}, such as \`lớp\`.` })
  unit!: string;

  @Field(() => String, {
    description: `What is counted, in English, in the plural: ${upTo(UNIT)}, such as \`classes\`.`,
  })
  unitEn!: string;

  @Field(() => OverOrganizations, { description: 'How it adds up over organizations.' })
  overOrganizations!: OverOrganizations;

  @Field(() => OverMonths, { description: 'How it adds up over months.' })
  overMonths!: OverMonths;

  @Field(() => String, {
    nullable: true,
    description: `What exactly is counted, and where it comes from: ${upTo(DESCRIPTION)}.`,
  })
  description?: string | null;
}

@InputType({ description: 'What changes in the definition of an indicator; what is left out stays as it is.' })
export class ChangeIndicatorInput extends ChangeOfIndicator {
  @Field(() => String, { nullable: true, description: `Name in Vietnamese: ${upTo(NAME)}.` })
  name?: string | null;

  @Field(() => String, { nullable: true, description: `Name in English: ${upTo(NAME)}.` })
  nameEn?: string | null;

  @Field(() => String, { nullable: true, description: 'What is counted, in Vietnamese; only while it has no values.' })
  unit?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What is counted, in English, in the plural; only while it has no values.',
  })
  unitEn?: string | null;

  @Field(() => OverOrganizations, {
    nullable: true,
    description: 'How it adds up over organizations; only while it has no values.',
  })
  overOrganizations?: OverOrganizations | null;

  @Field(() => OverMonths, {
    nullable: true,
    description: 'How it adds up over months; only while it has no values.',
  })
  overMonths?: OverMonths | null;

  @Field(() => String, {
    nullable: true,
    description: `What exactly is counted: ${upTo(DESCRIPTION)}. An empty text removes the description.`,
  })
  description?: string | null;
}

@InputType({ description: 'An indicator that is to take no new values.' })
export class WithdrawIndicatorInput extends ChangeOfIndicator {}

@InputType({ description: 'A withdrawn indicator that is to be used again.' })
export class ReinstateIndicatorInput extends ChangeOfIndicator {}

@InputType({ description: 'What an organization itself counted for an indicator in one month.' })
export class IndicatorValueInput {
  @Field(() => String, {
    description: 'Code of the organization. Those below it record their own counts: totals add all of them up.',
  })
  organization!: string;

  @Field(() => String, {
    description: 'Code of the indicator: the nearest that the organization or one above it has defined.',
  })
  code!: string;

  @Field(() => MonthScalar, {
    description: 'The month, such as `2020-02`: from `2000-01` to the month of the business day.',
  })
  month!: string;

  @Field(() => Int, { description: 'How many: 0 to 1,000,000,000.' })
  value!: number;
}

@InputType({ description: 'Values that were counted: all are recorded, or none, unless `skipBad` is on.' })
export class RecordIndicatorValuesInput extends KeyedInput {
  @Field(() => [IndicatorValueInput], {
    description: '1 to 1,000 values, each for another combination of organization, indicator and month.',
  })
  values!: IndicatorValueInput[];

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Decides about each value exactly as a real run would, and records nothing. What is refused is an error; with `skipBad` it is listed in `refused`.',
  })
  dryRun?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Records what is right and names what is refused in `refused`, instead of refusing all.',
  })
  skipBad?: boolean | null;
}

@InputType()
abstract class ChangeOfValueInput extends ChangeOfRecord {
  @IfPosition('the value')
  ifPosition?: number | null;

  @Field(() => String, { description: 'Code of the organization.' })
  organization!: string;

  @Field(() => String, {
    description: 'Code of the indicator: the nearest that the organization or one above it has defined.',
  })
  code!: string;

  @Field(() => MonthScalar, { description: 'The month, such as `2020-02`.' })
  month!: string;
}

@InputType({ description: 'A new value in place of one that was recorded.' })
export class CorrectIndicatorValueInput extends ChangeOfValueInput {
  @Field(() => Int, { description: 'How many: 0 to 1,000,000,000.' })
  value!: number;
}

@InputType({ description: 'A value to take back.' })
export class RetractIndicatorValueInput extends ChangeOfValueInput {}
