/** Answers to the mutations of ratings. */
import { ChangePayload } from '../change/change-payload';
import { Field, ObjectType } from 'type-graphql';
import type { Answer } from '../change/answer';
import { cursorOf } from '../feed/cursor';
import { recordOf } from '../record/noun';
import { Rating } from './rating';

@ObjectType()
abstract class RatingPayload extends ChangePayload {
  @Field(() => Rating, { description: 'The rating as of the event.' })
  rating!: Rating;
}

@ObjectType({ description: 'The rating is recorded; or was before, when the same one was sent again.' })
export class RecordRatingPayload extends RatingPayload {}

@ObjectType({ description: 'The rating is corrected.' })
export class CorrectRatingPayload extends RatingPayload {}

@ObjectType({ description: 'The record is taken back.' })
export class RetractRatingPayload extends RatingPayload {}

export function toRatingPayload({ epoch, entries }: Answer): RatingPayload {
  const [entry] = entries;
  if (entry === undefined) throw new Error('A mutation was answered with no event.');
  const { position } = entry;
  return { cursor: cursorOf(entry, epoch), position, rating: recordOf(Rating, entry) };
}
