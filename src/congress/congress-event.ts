/** An event of congresses, or of the business day, as the API shows it. */
import { may } from '../access/may';
import type { Viewer } from '../access/viewer';
import type { LogEntry } from '../feed/log-entry';
import type { Level } from '../organization/level';
import { toProgress, type Progress } from '../progress/progress';
import { decodeTotals } from '../progress/totals-layout';
import { Field, ObjectType } from 'type-graphql';
import { DayScalar } from '../api/day-scalar';
import { Node } from '../api/node';
import { LogEvent } from '../change/event';
import type { NamedKind } from '../change/event-kind';
import { describeEvents } from '../change/events-of';
import type { Day } from '../day';
import { Congress } from './congress';
import { congressOf, sinceOf } from './congress-entry';
import { CongressEventKind } from './congress-event-kind';

@ObjectType({
  implements: [LogEvent, Node],
  description: 'Something that happened to a congress, or the turn of the business day.',
})
export class CongressEvent extends LogEvent {
  @Field(() => DayScalar, {
    nullable: true,
    description:
      'The first day on which the plan that the event made holds: the day on which it was recorded, or one before it where a file said since when. Figures of the days from then on count it. Null for an event that changes no plan.',
  })
  since!: Day | null;

  @Field(() => Congress, { nullable: true, description: 'The congress as of the event; null for DAY_TURNED.' })
  congress!: Congress | null;
}

const ofCongress = (verb: CongressEventKind, description: string): NamedKind => ({
  name: `CONGRESS_${verb}`,
  description,
});

export const CONGRESS_EVENTS = describeEvents({
  type: CongressEvent,
  name: 'CongressEvent',
  kinds: {
    PLANNED: ofCongress(CongressEventKind.PLANNED, 'A congress was planned.'),
    RESCHEDULED: ofCongress(CongressEventKind.RESCHEDULED, 'A congress was given another day.'),
    POSTPONED: ofCongress(CongressEventKind.POSTPONED, 'A congress was put off, to a later day or without one.'),
    CANCELLED: ofCongress(CongressEventKind.CANCELLED, 'A congress was taken out of the plan.'),
    REINSTATED: ofCongress(CongressEventKind.REINSTATED, 'A congress came back into the plan, as it was.'),
    PILOT_SET: ofCongress(
      CongressEventKind.PILOT_SET,
      'A congress was made a pilot, or no longer one. Seen by those who follow either.',
    ),
    COMPLETED: ofCongress(CongressEventKind.COMPLETED, 'A congress was reported completed.'),
    CORRECTED: ofCongress(CongressEventKind.CORRECTED, 'The report of a congress was corrected.'),
    RETRACTED: ofCongress(
      CongressEventKind.RETRACTED,
      'The report of a congress was taken back: it is as it was before.',
    ),
    DAY_TURNED: {
      name: 'DAY_TURNED',
      description: 'The business day moved forward. It concerns everyone, whatever they filter by.',
    },
  } satisfies Record<CongressEventKind, NamedKind>,
  own: (entry) => ({ since: sinceOf(entry), congress: congressOf(entry) }),
});

export function totalsOfEvent(
  viewer: Viewer,
  entry: LogEntry,
  epoch: string,
  slice: { level: Level | null; pilot: boolean | null },
): Progress[] {
  const path = entry.path.length > 0 ? entry.path : rootOf(entry);
  const place = { epoch, position: entry.position, mark: entry.mark };
  return decodeTotals(entry.totals, path.length)
    .map((totals, depth) => {
      const progress = toProgress(
        path.slice(0, depth + 1),
        totals,
        { ...slice, fixedOn: null, asOf: entry.day },
        place,
      );
      return Object.assign(progress, { recorded: entry });
    })
    .filter((progress) => may(viewer).seeTotals(progress.path))
    .reverse();
}

/** An event that concerns everyone keeps the totals of the root. */
function rootOf({ body }: LogEntry): number[] {
  const { root } = body as { root: number };
  return [root];
}
