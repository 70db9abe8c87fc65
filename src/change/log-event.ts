/** What every event of the log has, as the API shows it. */
import { Field, Int, ObjectType } from 'type-graphql';
import { CursorScalar } from '../api/cursor-scalar';
import { InstantScalar } from '../api/instant-scalar';
import { cursorOf } from '../feed/cursor';
import type { LogEntry } from '../feed/log-entry';

/** Concrete classes add `kind`, an enum, and the thing as of the event. */
@ObjectType()
export abstract class LogEvent {
  entry!: LogEntry;

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

  @Field(() => InstantScalar, { description: 'When it was recorded. It never runs backwards along the log.' })
  recordedAt!: Date;

  @Field(() => String, { nullable: true, description: 'Subject of the token that caused it; null for the system.' })
  by!: string | null;

  @Field(() => String, { nullable: true, description: 'The reason that was given.' })
  reason!: string | null;
}

/** Makes an event of an entry; `previous` is the cursor of the one before it, undefined when there is none. */
export type ToEvent<Event> = (entry: LogEntry, epoch: string, previous: string | undefined) => Event;

export function toLogEvent<T extends LogEvent>(
  type: new () => T,
  entry: LogEntry,
  epoch: string,
  previous: string | undefined,
  own: Omit<T, keyof LogEvent>,
): T {
  const { position, recordedAt, actor: by, reason } = entry;
  const cursor = cursorOf(entry, epoch);
  return Object.assign(new type(), {
    entry,
    cursor,
    position,
    previousCursor: previous ?? null,
    recordedAt,
    by,
    reason,
    ...own,
  });
}
