/** Answers to the mutations that declare and withdraw totals. */
import { ChangePayload } from '../change/change-payload';
import { Field, ObjectType } from 'type-graphql';
import type { Answer } from '../change/answer';
import { cursorOf } from '../feed/cursor';
import { recordOf } from '../record/noun';
import { Declaration } from './declaration';

@ObjectType()
abstract class DeclarationPayload extends ChangePayload {
  @Field(() => Declaration, { description: 'The declaration as of the event.' })
  declaration!: Declaration;
}

@ObjectType({ description: 'The total is declared; or was before, when the same one was sent again.' })
export class DeclareTotalPayload extends DeclarationPayload {}

@ObjectType({ description: 'The declaration is withdrawn.' })
export class WithdrawDeclarationPayload extends DeclarationPayload {}

export function toDeclarationPayload({ epoch, entries }: Answer): DeclarationPayload {
  const [entry] = entries;
  if (entry === undefined) throw new Error('A mutation was answered with no event.');
  const { position } = entry;
  return { cursor: cursorOf(entry, epoch), position, declaration: recordOf(Declaration, entry) };
}
