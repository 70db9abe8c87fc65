/** Mutations of indicators in the API: each hands its input to the use case of its name. */
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { DataSource } from 'typeorm';
import type { Operation } from '../access/operation';
import type { Viewer } from '../access/viewer';
import type { Answer } from '../change/answer';
import { placeRefused } from '../place-problem';
import { changeIndicator } from './change-indicator';
import { correctIndicatorValue } from './correct-indicator-value';
import { defineIndicator } from './define-indicator';
import * as inputs from './indicator-inputs';
import * as payloads from './indicator-payloads';
import { recordIndicatorValues } from './record-indicator-values';
import { reinstateIndicator } from './reinstate-indicator';
import { retireIndicator } from './retire-indicator';
import { retractIndicatorValue } from './retract-indicator-value';

type UseCase<Input> = (dataSource: DataSource, viewer: Viewer, input: Input) => Promise<Answer>;

function change<Input>(operation: Operation, useCase: UseCase<Input>, input: Input): Promise<Answer> {
  const { dataSource, viewer } = operation;
  return operation.mutate(() => useCase(dataSource, viewer, input));
}

@Resolver()
export class IndicatorMutations {
  @Mutation(() => payloads.DefineIndicatorPayload, {
    nullable: true,
    description:
      'Defines an indicator that is counted at and below an organization. The same definition again gets the same answer.',
  })
  async defineIndicator(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.DefineIndicatorInput, { description: 'What is asked for.' })
    input: inputs.DefineIndicatorInput,
  ) {
    return payloads.toIndicatorPayload(await change(operation, defineIndicator, input));
  }

  @Mutation(() => payloads.ChangeIndicatorPayload, {
    nullable: true,
    description: 'Changes the definition of an indicator; once it has values, only its names and its description.',
  })
  async changeIndicator(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.ChangeIndicatorInput, { description: 'What is asked for.' })
    input: inputs.ChangeIndicatorInput,
  ) {
    return payloads.toIndicatorPayload(await change(operation, changeIndicator, input));
  }

  @Mutation(() => payloads.RetireIndicatorPayload, {
    nullable: true,
    description: 'Retires an indicator: it takes no new values. Those that it has stay, and can be corrected.',
  })
  async retireIndicator(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.RetireIndicatorInput, { description: 'What is asked for.' })
    input: inputs.RetireIndicatorInput,
  ) {
    return payloads.toIndicatorPayload(await change(operation, retireIndicator, input));
  }

  @Mutation(() => payloads.ReinstateIndicatorPayload, {
    nullable: true,
    description: 'Brings a retired indicator back into use.',
  })
  async reinstateIndicator(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.ReinstateIndicatorInput, { description: 'What is asked for.' })
    input: inputs.ReinstateIndicatorInput,
  ) {
    return payloads.toIndicatorPayload(await change(operation, reinstateIndicator, input));
  }

  @Mutation(() => payloads.RecordIndicatorValuesPayload, {
    nullable: true,
    description:
      'Records up to 1,000 values: all of them, or none. The error then names every refusal in `extensions.refused`: a list of { index, code, argument, message }. The same value again gets the same answer; a different one is a CONFLICT. `dryRun` tries it, `skipBad` records what is right.',
  })
  async recordIndicatorValues(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.RecordIndicatorValuesInput, { description: 'What is asked for.' })
    input: inputs.RecordIndicatorValuesInput,
  ): Promise<payloads.RecordIndicatorValuesPayload> {
    const answer = await change(operation, recordIndicatorValues, input);
    const { entries, accepted = entries.length, refused = [] } = answer;
    return { recorded: payloads.toValuePayloads(answer), accepted, refused: placeRefused(refused) };
  }

  @Mutation(() => payloads.CorrectIndicatorValuePayload, {
    nullable: true,
    description: 'Corrects a value that was recorded.',
  })
  async correctIndicatorValue(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.CorrectIndicatorValueInput, { description: 'What is asked for.' })
    input: inputs.CorrectIndicatorValueInput,
  ) {
    return payloads.toValuePayload(await change(operation, correctIndicatorValue, input));
  }

  @Mutation(() => payloads.RetractIndicatorValuePayload, {
    nullable: true,
    description: 'Takes back a value: it is then as if nothing had been said, and can be recorded anew.',
  })
  async retractIndicatorValue(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.RetractIndicatorValueInput, { description: 'What is asked for.' })
    input: inputs.RetractIndicatorValueInput,
  ) {
    return payloads.toValuePayload(await change(operation, retractIndicatorValue, input));
  }
}
