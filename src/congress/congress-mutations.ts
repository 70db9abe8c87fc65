/** Mutations of congresses in the API: each hands its input to the use case of its name. */
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Operation } from '../access/operation';
import { costOfBatch } from '../api/price';
import { answerMutation, runMutation, type UseCase } from '../change/answer-mutation';
import { answerBatch } from '../change/change-payload';
import { CONGRESS_EVENTS } from './congress-event';
import {
  planCongress,
  rescheduleCongress,
  postponeCongress,
  cancelCongress,
  reinstateCongress,
  setCongressPilot,
} from './plan-congress';
import {
  correctCongressReport,
  reportCongressCompleted,
  reportCongressesCompleted,
  retractCongressReport,
} from './report-congress-completed';
import { turnDay } from './turn-day';
import * as inputs from './congress-inputs';
import * as payloads from './congress-payloads';

function change<Input>(operation: Operation, useCase: UseCase<Input>, input: Input) {
  const { viewer } = operation;
  return answerMutation(operation, useCase, input, (entry, epoch) => payloads.toPayload(viewer, epoch, entry));
}

@Resolver()
export class CongressMutations {
  @Mutation(() => payloads.PlanCongressPayload, {
    nullable: true,
    description: 'Plans the congress of an organization that has none yet.',
  })
  planCongress(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.PlanCongressInput, { description: 'What is asked for.' })
    input: inputs.PlanCongressInput,
  ) {
    return change(operation, planCongress, input);
  }

  @Mutation(() => payloads.RescheduleCongressPayload, { nullable: true, description: 'Gives a congress another day.' })
  rescheduleCongress(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.RescheduleCongressInput, { description: 'What is asked for.' })
    input: inputs.RescheduleCongressInput,
  ) {
    return change(operation, rescheduleCongress, input);
  }

  @Mutation(() => payloads.PostponeCongressPayload, {
    nullable: true,
    description: 'Puts a congress off, to a later day or without one.',
  })
  postponeCongress(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.PostponeCongressInput, { description: 'What is asked for.' })
    input: inputs.PostponeCongressInput,
  ) {
    return change(operation, postponeCongress, input);
  }

  @Mutation(() => payloads.CancelCongressPayload, { nullable: true, description: 'Takes a congress out of the plan.' })
  cancelCongress(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.CancelCongressInput, { description: 'What is asked for.' })
    input: inputs.CancelCongressInput,
  ) {
    return change(operation, cancelCongress, input);
  }

  @Mutation(() => payloads.ReinstateCongressPayload, {
    nullable: true,
    description: 'Brings a cancelled congress back into the plan, as it was.',
  })
  reinstateCongress(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.ReinstateCongressInput, { description: 'What is asked for.' })
    input: inputs.ReinstateCongressInput,
  ) {
    return change(operation, reinstateCongress, input);
  }

  @Mutation(() => payloads.SetCongressPilotPayload, {
    nullable: true,
    description: 'Makes a congress a pilot, or no longer one.',
  })
  setCongressPilot(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.SetCongressPilotInput, { description: 'What is asked for.' })
    input: inputs.SetCongressPilotInput,
  ) {
    return change(operation, setCongressPilot, input);
  }

  @Mutation(() => payloads.ReportCongressCompletedPayload, {
    nullable: true,
    description:
      'Reports a congress completed. The same report again gets the same answer; a different one is a CONFLICT.',
  })
  reportCongressCompleted(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.ReportCongressCompletedInput, { description: 'What is asked for.' })
    input: inputs.ReportCongressCompletedInput,
  ) {
    return change(operation, reportCongressCompleted, input);
  }

  @Mutation(() => payloads.ReportCongressesCompletedPayload, {
    nullable: true,
    complexity: (measured) => costOfBatch((measured.args['input'] as { reports?: unknown }).reports, measured),
    description:
      'Reports up to 1,000 congresses completed: all of them, or none. The error then names every refusal in `extensions.refused`: a list of { index, code, argument, message }. `dryRun` tries it, `skipBad` records what is right.',
  })
  async reportCongressesCompleted(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.ReportCongressesCompletedInput, { description: 'What is asked for.' })
    input: inputs.ReportCongressesCompletedInput,
  ): Promise<payloads.ReportCongressesCompletedPayload> {
    const answer = await runMutation(operation, reportCongressesCompleted, input);
    const { entries, epoch } = answer;
    const reported = entries.map((entry) => CONGRESS_EVENTS.toEvent(entry, epoch));
    return { ...(await answerBatch(operation, answer)), reported };
  }

  @Mutation(() => payloads.CorrectCongressReportPayload, {
    nullable: true,
    description: 'Corrects the report of a completed congress.',
  })
  correctCongressReport(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.CorrectCongressReportInput, { description: 'What is asked for.' })
    input: inputs.CorrectCongressReportInput,
  ) {
    return change(operation, correctCongressReport, input);
  }

  @Mutation(() => payloads.RetractCongressReportPayload, {
    nullable: true,
    description: 'Takes back the report of a completed congress: it is then as it was before.',
  })
  retractCongressReport(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.RetractCongressReportInput, { description: 'What is asked for.' })
    input: inputs.RetractCongressReportInput,
  ) {
    return change(operation, retractCongressReport, input);
  }

  @Mutation(() => payloads.TurnDayPayload, {
    nullable: true,
    description:
      'Moves the business day forward. For an administrator of the root, where the day does not follow the calendar.',
  })
  turnDay(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.TurnDayInput, { description: 'What is asked for.' }) input: inputs.TurnDayInput,
  ) {
    return change(operation, turnDay, input);
  }
}
