/** Something that happened to an organization, as the API shows it. */
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Closure, CLOSURE } from '../closure/closure';
import type { LogEntry } from '../feed/log-entry';
import { OrganizationEventKind } from '../organization/structure-kinds';
import { kindOf, verbOf, recordOf } from '../record/noun';
import { LogEvent, toLogEvent } from '../change/log-event';

registerEnumType(OrganizationEventKind, {
  name: 'OrganizationEventKind',
  description: 'What happened to an organization.',
  valuesConfig: {
    FOUNDED: { description: 'It was founded while the campaign runs.' },
    RENAMED: { description: 'Its name, its name in English or its region is another one.' },
    TREE_FOUNDED: {
      description:
        'Organizations were founded before anything else had happened: one event for all of them. It concerns everyone, whatever they filter by.',
    },
    CLOSED: { description: 'It was closed: merged or dissolved.' },
    REOPENED: { description: 'It was opened again.' },
  },
});

@ObjectType({ description: 'Something that happened to an organization, at one position of the log.' })
export class OrganizationEvent extends LogEvent {
  @Field(() => OrganizationEventKind, { description: 'What happened.' })
  kind!: OrganizationEventKind;

  @Field(() => Closure, {
    nullable: true,
    description: 'Whether the organization was closed after the event; null unless it was closed or reopened by it.',
  })
  closure!: Closure | null;
}

export function toOrganizationEvent(entry: LogEntry, epoch: string, previous: string | undefined): OrganizationEvent {
  const kind = OrganizationEventKind[verbOf(entry.kind) as keyof typeof OrganizationEventKind];
  const closure = entry.kind === kindOf(CLOSURE, kind) ? recordOf(Closure, entry) : null;
  return toLogEvent(OrganizationEvent, entry, epoch, previous, { kind, closure });
}
