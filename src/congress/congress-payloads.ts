/** Answers to the mutations of congresses. */
import { ChangePayload } from '../change/change-payload';
import { Field, Int, ObjectType } from 'type-graphql';
import type { Viewer } from '../access/viewer';
import { cursorOf } from '../feed/cursor';
import type { LogEntry } from '../feed/log-entry';
import { Progress } from '../progress/progress';
import type { Answer } from '../change/answer';
import { Congress } from './congress';
import { congressOf } from './congress-body';
import { totalsOfEvent } from './totals-of-event';

@ObjectType()
abstract class Payload extends ChangePayload {
  @Field(() => [Progress], {
    description:
      'Totals at that position: of the organization first, then of each one above it that the viewer may see.',
  })
  progress!: Progress[];
}

@ObjectType()
abstract class CongressPayload extends Payload {
  @Field(() => Congress, { description: 'The congress as of the event.' })
  congress!: Congress;
}

@ObjectType({ description: 'The congress was planned.' })
export class PlanCongressPayload extends CongressPayload {}

@ObjectType({ description: 'The congress has another day.' })
export class RescheduleCongressPayload extends CongressPayload {}

@ObjectType({ description: 'The congress was put off.' })
export class PostponeCongressPayload extends CongressPayload {}

@ObjectType({ description: 'The congress is out of the plan.' })
export class CancelCongressPayload extends CongressPayload {}

@ObjectType({ description: 'The congress is in the plan again.' })
export class ReinstateCongressPayload extends CongressPayload {}

@ObjectType({ description: 'The congress is a pilot, or no longer one.' })
export class SetCongressPilotPayload extends CongressPayload {}

@ObjectType({ description: 'The report is recorded; or was before, when the same one was sent again.' })
export class ReportCongressCompletedPayload extends CongressPayload {}

@ObjectType({ description: 'A report that was left out, as `skipBad` asks for.' })
class RefusedReport {
  @Field(() => Int, { description: 'Its place in the list, from 0.' })
  index!: number;

  @Field(() => String, { description: 'The code of the refusal, as errors carry it: `NOT_FOUND`, `CONFLICT` …' })
  code!: string;

  @Field(() => String, { nullable: true, description: 'The argument at fault, as `input.reports.3.heldOn`.' })
  argument?: string;

  @Field(() => String, { description: 'What is wrong, and what to do.' })
  message!: string;
}

@ObjectType({ description: 'All reports are recorded, but those that were left out.' })
export class ReportCongressesCompletedPayload {
  @Field(() => [ReportCongressCompletedPayload], {
    description: 'An answer for each report that is recorded, in their order, with running totals. Empty in a dry run.',
  })
  reported!: ReportCongressCompletedPayload[];

  @Field(() => Int, { description: 'Reports that are recorded, or would be in a dry run.' })
  accepted!: number;

  @Field(() => [RefusedReport], { description: 'Reports that were left out; empty without `skipBad`.' })
  refused!: readonly RefusedReport[];
}

@ObjectType({ description: 'The report is corrected.' })
export class CorrectCongressReportPayload extends CongressPayload {}

@ObjectType({ description: 'The report is taken back.' })
export class RetractCongressReportPayload extends CongressPayload {}

@ObjectType({ description: 'The business day moved forward.' })
export class TurnDayPayload extends Payload {
  @Field(() => Congress, { nullable: true, description: 'Always null: no single congress is concerned.' })
  congress!: Congress | null;
}

const ALL = { level: null, pilot: null };

export function toPayload(viewer: Viewer, epoch: string, entry: LogEntry): CongressPayload {
  const { position } = entry;
  return {
    // Non-null by the type of every payload but that of turnDay.
    // eslint-disable-next-line @typescript-eslint/no-non-null-assertion
    congress: congressOf(entry)!,
    cursor: cursorOf(entry, epoch),
    position,
    // Of a batch few ask for all the running totals.
    get progress() {
      return totalsOfEvent(viewer, entry, epoch, ALL);
    },
  };
}

/** The answer to a mutation of one congress. */
export function singlePayload(viewer: Viewer, { epoch, entries }: Answer): CongressPayload {
  const [entry] = entries;
  if (entry === undefined) throw new Error('A mutation was answered with no event.');
  return toPayload(viewer, epoch, entry);
}
