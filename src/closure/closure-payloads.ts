/** Answers to the mutations that close and reopen organizations. */
import { ChangePayload } from '../change/change-payload';
import { Field, ObjectType } from 'type-graphql';
import type { Answer } from '../change/answer';
import { cursorOf } from '../feed/cursor';
import { recordOf } from '../record/noun';
import { Closure } from './closure';

@ObjectType()
abstract class ClosurePayload extends ChangePayload {
  @Field(() => Closure, { description: 'Whether the organization is closed, as of the event.' })
  closure!: Closure;
}

@ObjectType({ description: 'The organization is closed.' })
export class CloseOrganizationPayload extends ClosurePayload {}

@ObjectType({ description: 'The organization is open again.' })
export class ReopenOrganizationPayload extends ClosurePayload {}

export function toClosurePayload({ epoch, entries }: Answer): ClosurePayload {
  const [entry] = entries;
  if (entry === undefined) throw new Error('A mutation was answered with no event.');
  const { position } = entry;
  return { cursor: cursorOf(entry, epoch), position, closure: recordOf(Closure, entry) };
}
