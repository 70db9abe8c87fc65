/** An event of a rating as the API shows it. */
import { Field, ObjectType } from 'type-graphql';
import type { LogEntry } from '../feed/log-entry';
import { verbOf, recordOf } from '../record/noun';
import { LogEvent, toLogEvent } from '../change/log-event';
import { Rating } from './rating';
import { RatingEventKind } from './rating-noun';

@ObjectType({ description: 'Something that happened to a rating, at one position of the log.' })
export class RatingEvent extends LogEvent {
  @Field(() => RatingEventKind, { description: 'What happened.' })
  kind!: RatingEventKind;

  @Field(() => Rating, { description: 'The rating as of the event.' })
  rating!: Rating;
}

export function toRatingEvent(entry: LogEntry, epoch: string, previous: string | undefined): RatingEvent {
  const kind = RatingEventKind[verbOf(entry.kind) as keyof typeof RatingEventKind];
  return toLogEvent(RatingEvent, entry, epoch, previous, { kind, rating: recordOf(Rating, entry) });
}
