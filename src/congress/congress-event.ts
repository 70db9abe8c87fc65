/** An event of congresses, or of the business day, as the API shows it. */
import { may } from '../access/may';
import type { Viewer } from '../access/viewer';
import type { LogEntry } from '../feed/log-entry';
import type { Level } from '../organization/level';
import { TOTALS_LENGTH } from '../progress/figure';
import { toProgress, type Progress } from '../progress/progress';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { DayScalar } from '../api/day-scalar';
import { LogEvent, toLogEvent, type ToEvent } from '../change/log-event';
import type { Day } from '../day';
import { Congress } from './congress';
import { congressOf, sinceOf } from './congress-entry';
import { CongressEventKind } from './congress-event-kind';

registerEnumType(CongressEventKind, {
  name: 'CongressEventKind',
  description: 'What happened.',
  valuesConfig: {
    PLANNED: { description: 'The congress was planned.' },
    RESCHEDULED: { description: 'It was given another day.' },
    POSTPONED: { description: 'It was put off, to a later day or without one.' },
    CANCELLED: { description: 'It was taken out of the plan.' },
    REINSTATED: { description: 'It came back into the plan, as it was.' },
    PILOT_SET: {
      description:
        'It was made a pilot, or is no longer one. Those who follow only pilots and those who follow only others both see it.',
    },
    COMPLETED: { description: 'It was reported completed.' },
    CORRECTED: { description: 'Its report was corrected.' },
    RETRACTED: { description: 'Its report was taken back: it is as it was before.' },
    DAY_TURNED: { description: 'The business day moved forward. It concerns everyone, whatever their filter.' },
  },
});

@ObjectType({ description: 'Something that happened, at one position of the log.' })
export class CongressEvent extends LogEvent {
  /** The slice in which the subscription or list counts. */
  slice!: { level: Level | null; pilot: boolean | null };

  epoch!: string;

  @Field(() => CongressEventKind, { description: 'What happened.' })
  kind!: CongressEventKind;

  @Field(() => DayScalar, {
    nullable: true,
    description:
      'The first day on which the plan that the event made holds: the day on which it was recorded, or one before it where a file said since when. Figures of the days from then on count it. Null for an event that changes no plan.',
  })
  since!: Day | null;

  @Field(() => Congress, { nullable: true, description: 'The congress as of the event; null for DAY_TURNED.' })
  congress!: Congress | null;
}

/** Makes events of entries, with totals in the slice. */
export function toCongressEvent(slice: CongressEvent['slice']): ToEvent<CongressEvent> {
  return (entry, epoch, previous) => {
    const kind = CongressEventKind[entry.kind as keyof typeof CongressEventKind];
    const own = { slice, epoch, kind, since: sinceOf(entry), congress: congressOf(entry) };
    return toLogEvent(CongressEvent, entry, epoch, previous, own);
  };
}

export function totalsOfEvent(
  viewer: Viewer,
  entry: LogEntry,
  epoch: string,
  slice: { level: Level | null; pilot: boolean | null },
): Progress[] {
  const path = entry.path.length > 0 ? entry.path : rootOf(entry);
  const place = { epoch, position: entry.position, mark: entry.mark };
  return path
    .map((_id, depth) => {
      const totals = entry.totals.slice(depth * TOTALS_LENGTH, (depth + 1) * TOTALS_LENGTH);
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
