/** The closing or reopening of an organization, as the API shows it. */
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { LogEntry } from '../feed/log-entry';
import { kindOf, verbOf } from '../record/noun';
import { RecordEvent, toRecordEvent } from '../record/record-event';
import { recordOf } from '../record/record-of';
import { Closure, CLOSURE } from './closure';

export enum OrganizationEventKind {
  CLOSED = 'CLOSED',
  REOPENED = 'REOPENED',
}

/** As entries of the log have them. */
export const CLOSURE_KINDS: readonly string[] = Object.values(OrganizationEventKind).map((verb) =>
  kindOf(CLOSURE, verb),
);

registerEnumType(OrganizationEventKind, {
  name: 'OrganizationEventKind',
  description: 'What happened to an organization.',
  valuesConfig: {
    CLOSED: { description: 'It was closed: merged or dissolved.' },
    REOPENED: { description: 'It was opened again.' },
  },
});

@ObjectType({ description: 'Something that happened to an organization, at one position of the log.' })
export class OrganizationEvent extends RecordEvent {
  @Field(() => OrganizationEventKind, { description: 'What happened.' })
  kind!: OrganizationEventKind;

  @Field(() => Closure, { description: 'Whether the organization was closed after the event.' })
  closure!: Closure;
}

export function toOrganizationEvent(entry: LogEntry, epoch: string, previous: string | undefined): OrganizationEvent {
  const kind = OrganizationEventKind[verbOf(entry.kind) as keyof typeof OrganizationEventKind];
  return toRecordEvent(OrganizationEvent, entry, epoch, previous, { kind, closure: recordOf(Closure, entry) });
}
