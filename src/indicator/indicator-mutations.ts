/** The mutations of indicators and of their values in the API: each hands its input to the use case of its name. */
import { Arg, Ctx, Field, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import * as inputs from './indicator-inputs';
import type { Operation } from '../access/operation';
import { answerMutation, runMutation } from '../change/answer-mutation';
import { ChangePayload, placeOf } from '../change/change-payload';
import { RefusedItem } from '../change/refused-item';
import type { LogEntry } from '../feed/log-entry';
import { placeRefused } from '../place-problem';
import { recordOf } from '../record/noun';
import { changeIndicator, reinstateIndicator, withdrawIndicator } from './change-indicator';
import { addIndicator } from './add-indicator';
import { Indicator, indicatorOf } from './indicator';
import { IndicatorValue } from './indicator-value';
import { correctIndicatorValue, recordIndicatorValues, retractIndicatorValue } from './record-indicator-values';

@ObjectType()
abstract class IndicatorPayload extends ChangePayload {
  @Field(() => Indicator, { description: 'The indicator as of the event.' })
  indicator!: Indicator;
}

@ObjectType({ description: 'The indicator is added; or was already there, in exactly this way.' })
class AddIndicatorPayload extends IndicatorPayload {}

@ObjectType({ description: 'The definition of the indicator is changed.' })
class ChangeIndicatorPayload extends IndicatorPayload {}

@ObjectType({ description: 'The indicator no longer takes new values.' })
class WithdrawIndicatorPayload extends IndicatorPayload {}

@ObjectType({ description: 'The indicator takes new values again.' })
class ReinstateIndicatorPayload extends IndicatorPayload {}

@ObjectType()
abstract class IndicatorValuePayload extends ChangePayload {
  @Field(() => IndicatorValue, { description: 'The value as of the event.' })
  indicatorValue!: IndicatorValue;
}

@ObjectType({ description: 'The value is recorded; or already was, when the same one is sent again.' })
class RecordIndicatorValuePayload extends IndicatorValuePayload {}

@ObjectType({ description: 'The value is corrected.' })
class CorrectIndicatorValuePayload extends IndicatorValuePayload {}

@ObjectType({ description: 'The value is taken back.' })
class RetractIndicatorValuePayload extends IndicatorValuePayload {}

@ObjectType({ description: 'All values are recorded, except those that were left out.' })
class RecordIndicatorValuesPayload {
  @Field(() => [RecordIndicatorValuePayload], {
    description: 'An answer for each value that is recorded, in their order. Empty in a dry run.',
  })
  recorded!: RecordIndicatorValuePayload[];

  @Field(() => Int, { description: 'Values that are recorded, or would be in a dry run.' })
  accepted!: number;

  @Field(() => [RefusedItem], { description: 'Values that were left out; empty without `skipBad`.' })
  refused!: readonly RefusedItem[];
}

function toIndicatorPayload(entry: LogEntry, epoch: string): IndicatorPayload {
  return { ...placeOf(entry, epoch), indicator: indicatorOf(entry) };
}

function toValuePayload(entry: LogEntry, epoch: string): IndicatorValuePayload {
  return { ...placeOf(entry, epoch), indicatorValue: recordOf(IndicatorValue, entry) };
}

@Resolver()
export class IndicatorMutations {
  @Mutation(() => AddIndicatorPayload, {
    nullable: true,
    description:
      'Adds an indicator that is counted at and below an organization. The same definition again gets the same answer.',
  })
  addIndicator(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.AddIndicatorInput, { description: 'What is asked for.' })
    input: inputs.AddIndicatorInput,
  ) {
    return answerMutation(operation, addIndicator, input, toIndicatorPayload);
  }

  @Mutation(() => ChangeIndicatorPayload, {
    nullable: true,
    description: 'Changes the definition of an indicator; once it has values, only its names and description.',
  })
  changeIndicator(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.ChangeIndicatorInput, { description: 'What is asked for.' })
    input: inputs.ChangeIndicatorInput,
  ) {
    return answerMutation(operation, changeIndicator, input, toIndicatorPayload);
  }

  @Mutation(() => WithdrawIndicatorPayload, {
    nullable: true,
    description: 'Withdraws an indicator: it takes no new values. Those it has stay, and can be corrected.',
  })
  withdrawIndicator(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.WithdrawIndicatorInput, { description: 'What is asked for.' })
    input: inputs.WithdrawIndicatorInput,
  ) {
    return answerMutation(operation, withdrawIndicator, input, toIndicatorPayload);
  }

  @Mutation(() => ReinstateIndicatorPayload, {
    nullable: true,
    description: 'Brings a withdrawn indicator back into use.',
  })
  reinstateIndicator(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.ReinstateIndicatorInput, { description: 'What is asked for.' })
    input: inputs.ReinstateIndicatorInput,
  ) {
    return answerMutation(operation, reinstateIndicator, input, toIndicatorPayload);
  }

  @Mutation(() => RecordIndicatorValuesPayload, {
    nullable: true,
    description:
      'Records up to 1,000 values: all of them, or none. The error then names every refusal in `extensions.refused`: a list of { index, code, argument, message }. The same value again gets the same answer; a different one is a CONFLICT. `dryRun` tries it, `skipBad` records what is right.',
  })
  async recordIndicatorValues(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.RecordIndicatorValuesInput, { description: 'What is asked for.' })
    input: inputs.RecordIndicatorValuesInput,
  ): Promise<RecordIndicatorValuesPayload> {
    const answer = await runMutation(operation, recordIndicatorValues, input);
    const { entries, epoch, accepted = entries.length, refused = [] } = answer;
    return {
      recorded: entries.map((entry) => toValuePayload(entry, epoch)),
      accepted,
      refused: placeRefused(refused),
    };
  }

  @Mutation(() => CorrectIndicatorValuePayload, {
    nullable: true,
    description: 'Corrects a value that was recorded.',
  })
  correctIndicatorValue(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.CorrectIndicatorValueInput, { description: 'What is asked for.' })
    input: inputs.CorrectIndicatorValueInput,
  ) {
    return answerMutation(operation, correctIndicatorValue, input, toValuePayload);
  }

  @Mutation(() => RetractIndicatorValuePayload, {
    nullable: true,
    description: 'Takes back a value: it is then as if nothing had been recorded, and can be recorded again.',
  })
  retractIndicatorValue(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.RetractIndicatorValueInput, { description: 'What is asked for.' })
    input: inputs.RetractIndicatorValueInput,
  ) {
    return answerMutation(operation, retractIndicatorValue, input, toValuePayload);
  }
}
