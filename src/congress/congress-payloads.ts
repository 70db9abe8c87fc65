/** Answers to the mutations of congresses. */
import { BatchPayload, ChangePayload, payloadType, placeOf } from '../change/change-payload';
import { Field, ObjectType } from 'type-graphql';
import type { Viewer } from '../access/viewer';
import type { LogEntry } from '../feed/log-entry';
import { ofLength } from '../api/price';
import { Progress, USUAL_PATH } from '../progress/progress';
import { Congress } from './congress';
import { congressOf } from './congress-entry';
import { CongressEvent, totalsOfEvent } from './congress-event';

@ObjectType()
abstract class Payload extends ChangePayload {
  @Field(() => [Progress], {
    complexity: ofLength(USUAL_PATH),
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

const ofCongress = (mutation: string, description: string) =>
  payloadType(CongressPayload, `${mutation}Payload`, description);

export const PlanCongressPayload = ofCongress('PlanCongress', 'The congress was planned.');
export const RescheduleCongressPayload = ofCongress('RescheduleCongress', 'The congress has another day.');
export const PostponeCongressPayload = ofCongress('PostponeCongress', 'The congress was put off.');
export const CancelCongressPayload = ofCongress('CancelCongress', 'The congress is out of the plan.');
export const ReinstateCongressPayload = ofCongress('ReinstateCongress', 'The congress is in the plan again.');
export const SetCongressPilotPayload = ofCongress('SetCongressPilot', 'The congress is a pilot, or no longer one.');
export const ReportCongressCompletedPayload = ofCongress(
  'ReportCongressCompleted',
  'The report is recorded; or was before, when the same one was sent again.',
);
export const CorrectCongressReportPayload = ofCongress('CorrectCongressReport', 'The report is corrected.');
export const RetractCongressReportPayload = ofCongress('RetractCongressReport', 'The report is taken back.');

@ObjectType({
  implements: ChangePayload,
  description: 'All reports are recorded, except those that were left out.',
})
export class ReportCongressesCompletedPayload extends BatchPayload {
  @Field(() => [CongressEvent], {
    description:
      'What was recorded, in the order of the reports, each with running totals; of a report that had been recorded before, the event of that time. Empty in a dry run.',
  })
  reported!: CongressEvent[];
}

export const TurnDayPayload = payloadType(Payload, 'TurnDayPayload', 'The business day moved forward.');

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
