/** The declaring or withdrawing of a total, as the API shows it. */
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { LogEntry } from '../feed/log-entry';
import { kindOf, verbOf, recordOf } from '../record/noun';
import { LogEvent, toLogEvent } from '../change/log-event';
import { Declaration, DECLARATION } from './declaration';

export enum DeclarationEventKind {
  DECLARED = 'DECLARED',
  WITHDRAWN = 'WITHDRAWN',
}

/** As entries of the log have them. */
export const DECLARATION_KINDS: readonly string[] = Object.values(DeclarationEventKind).map((verb) =>
  kindOf(DECLARATION, verb),
);

registerEnumType(DeclarationEventKind, {
  name: 'DeclarationEventKind',
  description: 'What happened to a declared total.',
  valuesConfig: {
    DECLARED: { description: 'A total was declared, in place of the one before if there was one.' },
    WITHDRAWN: { description: 'It was withdrawn.' },
  },
});

@ObjectType({ description: 'The declaring or withdrawing of a total, at one position of the log.' })
export class DeclarationEvent extends LogEvent {
  @Field(() => DeclarationEventKind, { description: 'What happened.' })
  kind!: DeclarationEventKind;

  @Field(() => Declaration, { description: 'The declaration as of the event.' })
  declaration!: Declaration;
}

export function toDeclarationEvent(entry: LogEntry, epoch: string, previous: string | undefined): DeclarationEvent {
  const kind = DeclarationEventKind[verbOf(entry.kind) as keyof typeof DeclarationEventKind];
  return toLogEvent(DeclarationEvent, entry, epoch, previous, { kind, declaration: recordOf(Declaration, entry) });
}
