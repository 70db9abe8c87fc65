/** An event of the log as the API shows it. */
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Day } from '../day';
import { cursorOf } from '../feed/cursor';
import type { LogEntry } from '../feed/log-entry';
import { CursorScalar } from '../api/cursor-scalar';
import { DayScalar } from '../api/day-scalar';
import { InstantScalar } from '../api/instant-scalar';
import type { Level } from '../organization/level';
import { Congress } from './congress';
import { congressOf, sinceOf } from './congress-body';
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
    PILOT_SET: { description: 'It was made a pilot, or no longer one. Seen by those who follow either.' },
    COMPLETED: { description: 'It was reported completed.' },
    CORRECTED: { description: 'Its report was corrected.' },
    RETRACTED: { description: 'Its report was taken back: it is as it was before.' },
    DAY_TURNED: { description: 'The business day moved forward. It concerns everyone, whatever they filter by.' },
  },
});

@ObjectType({ description: 'Something that happened, at one position of the log.' })
export class CongressEvent {
  entry!: LogEntry;

  /** The slice in which the subscription or list counts. */
  slice!: { level: Level | null; pilot: boolean | null };

  epoch!: string;

  @Field(() => CursorScalar, { description: 'Where to go on from.' })
  cursor!: string;

  @Field(() => Int, { description: 'Position in the log: 1, 2, 3 … without a gap over the whole log.' })
  position!: number;

  @Field(() => CursorScalar, {
    nullable: true,
    description:
      'Cursor of the event before this one that matches the same filter, whether or not this client got it; null when there is none. For the first event after an `after` it is that `after`. When it equals the cursor received last, nothing was missed.',
  })
  previousCursor!: string | null;

  @Field(() => CongressEventKind, { description: 'What happened.' })
  kind!: CongressEventKind;

  @Field(() => InstantScalar, { description: 'When it was recorded. It never runs backwards along the log.' })
  recordedAt!: Date;

  @Field(() => String, { nullable: true, description: 'Subject of the token that caused it; null for the system.' })
  by!: string | null;

  @Field(() => String, { nullable: true, description: 'The reason that was given.' })
  reason!: string | null;

  @Field(() => DayScalar, {
    nullable: true,
    description:
      'The first day on which the plan holds that the event made: the day on which it was recorded, or one before it where a file said since when. Figures of the days from then on count it. Null for an event that makes no plan.',
  })
  since!: Day | null;

  @Field(() => Congress, { nullable: true, description: 'The congress as of the event; null for DAY_TURNED.' })
  congress!: Congress | null;
}

export function toCongressEvent(
  entry: LogEntry,
  epoch: string,
  slice: CongressEvent['slice'],
  previous: string | undefined,
): CongressEvent {
  return Object.assign(new CongressEvent(), {
    entry,
    slice,
    epoch,
    cursor: cursorOf(entry, epoch),
    position: entry.position,
    previousCursor: previous ?? null,
    kind: entry.kind,
    recordedAt: entry.recordedAt,
    by: entry.actor,
    reason: entry.reason,
    since: sinceOf(entry),
    congress: congressOf(entry),
  });
}
