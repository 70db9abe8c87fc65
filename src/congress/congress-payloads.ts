/** Answers to the mutations of congresses. */
import { ChangePayload, placeOf } from '../change/change-payload';
import { Field, Int, ObjectType } from 'type-graphql';
import type { Viewer } from '../access/viewer';
import { RefusedItem } from '../change/refused-item';
import type { LogEntry } from '../feed/log-entry';
import { Progress } from '../progress/progress';
import { Congress } from './congress';
import { congressOf } from './congress-entry';
import { totalsOfEvent } from './congress-event';

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

@ObjectType({ description: 'All reports are recorded, except those that were left out.' })
export class ReportCongressesCompletedPayload {
  @Field(() => [ReportCongressCompletedPayload], {
    description: 'An answer for each report that is recorded, in their order, with running totals. Empty in a dry run.',
  })
  reported!: ReportCongressCompletedPayload[];

  @Field(() => Int, { description: 'Reports that are recorded, or would be in a dry run.' })
  accepted!: number;

  @Field(() => [RefusedItem], { description: 'Reports that were left out; empty without `skipBad`.' })
  refused!: readonly RefusedItem[];
}

@ObjectType({ description: 'The report is corrected.' })
export class CorrectCongressReportPayload extends CongressPayload {}

@ObjectType({ description: 'The report is taken back.' })
export class RetractCongressReportPayload extends CongressPayload {}

@ObjectType({ description: 'The business day moved forward.' })
export class TurnDayPayload extends Payload {}

const ALL = { level: null, pilot: null };

export function toPayload(viewer: Viewer, epoch: string, entry: LogEntry): CongressPayload {
  return {
    ...placeOf(entry, epoch),
    // Non-null by the type of every payload but that of turnDay.
    // eslint-disable-next-line @typescript-eslint/no-non-null-assertion
    congress: congressOf(entry)!,
    // Of a batch few ask for all the running totals.
    get progress() {
      return totalsOfEvent(viewer, entry, epoch, ALL);
    },
  };
}
