/** The mutations of indicators and of their values in the API: each hands its input to the use case of its name. */
import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import * as inputs from './indicator-inputs';
import type { Operation } from '../access/operation';
import { costOfBatch } from '../api/price';
import { answerMutation, runMutation } from '../change/answer-mutation';
import { answerBatch, BatchPayload, ChangePayload } from '../change/change-payload';
import type { LogEvent } from '../change/event';
import { changeIndicator, reinstateIndicator, withdrawIndicator } from './change-indicator';
import { addIndicator } from './add-indicator';
import { INDICATORS, INDICATOR_VALUES } from './indicator-nouns';
import { correctIndicatorValue, recordIndicatorValues, retractIndicatorValue } from './record-indicator-values';

const AddIndicatorPayload = INDICATORS.payload(
  'AddIndicator',
  'The indicator is added; or was already there, in exactly this way.',
);
const ChangeIndicatorPayload = INDICATORS.payload('ChangeIndicator', 'The definition of the indicator is changed.');
const WithdrawIndicatorPayload = INDICATORS.payload('WithdrawIndicator', 'The indicator no longer takes new values.');
const ReinstateIndicatorPayload = INDICATORS.payload('ReinstateIndicator', 'The indicator takes new values again.');
const CorrectIndicatorValuePayload = INDICATOR_VALUES.payload('CorrectIndicatorValue', 'The value is corrected.');
const RetractIndicatorValuePayload = INDICATOR_VALUES.payload('RetractIndicatorValue', 'The value is taken back.');

@ObjectType({
  implements: ChangePayload,
  description: 'All values are recorded, except those that were left out.',
})
class RecordIndicatorValuesPayload extends BatchPayload {
  @Field(() => [INDICATOR_VALUES.Event], {
    description:
      'What was recorded, in the order of the values; of a value that had been recorded before, the event of that time. Empty in a dry run.',
  })
  recorded!: LogEvent[];
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
    return answerMutation(operation, addIndicator, input, INDICATORS.toPayload);
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
    return answerMutation(operation, changeIndicator, input, INDICATORS.toPayload);
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
    return answerMutation(operation, withdrawIndicator, input, INDICATORS.toPayload);
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
    return answerMutation(operation, reinstateIndicator, input, INDICATORS.toPayload);
  }

  @Mutation(() => RecordIndicatorValuesPayload, {
    nullable: true,
    complexity: (measured) => costOfBatch((measured.args['input'] as { values?: unknown }).values, measured),
    description:
      'Records up to 1,000 values: all of them, or none. The error then names every refusal in `extensions.refused`: a list of { index, code, argument, message }. The same value again gets the same answer; a different one is a CONFLICT. `dryRun` tries it, `skipBad` records what is right.',
  })
  async recordIndicatorValues(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.RecordIndicatorValuesInput, { description: 'What is asked for.' })
    input: inputs.RecordIndicatorValuesInput,
  ): Promise<RecordIndicatorValuesPayload> {
    const answer = await runMutation(operation, recordIndicatorValues, input);
    const { entries, epoch } = answer;
    const recorded = entries.map((entry) => INDICATOR_VALUES.toEvent(entry, epoch));
    return { ...(await answerBatch(operation, answer)), recorded };
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
    return answerMutation(operation, correctIndicatorValue, input, INDICATOR_VALUES.toPayload);
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
    return answerMutation(operation, retractIndicatorValue, input, INDICATOR_VALUES.toPayload);
  }
}
