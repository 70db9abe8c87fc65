/** What happened to a work item, as the API shows it. */
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { LogEntry } from '../feed/log-entry';
import { verbOf, recordOf } from '../record/noun';
import { LogEvent, toLogEvent } from '../change/log-event';
import { showWorkItem } from './show-work-item';
import { WorkItem } from './work-item';
import { WorkItemEventKind } from './work-item-noun';

registerEnumType(WorkItemEventKind, {
  name: 'WorkItemEventKind',
  description: 'What happened to a work item.',
  valuesConfig: {
    ADDED: { description: 'It was added to the program.' },
    CHANGED: { description: 'What it says was changed: title, due, where it goes …' },
    STATUS_SET: { description: 'It was said how far it is, or that was corrected.' },
    WITHDRAWN: { description: 'It was taken out of the program.' },
  },
});

@ObjectType({ description: 'Something that happened to a work item, at one position of the log.' })
export class WorkItemEvent extends LogEvent {
  @Field(() => WorkItemEventKind, { description: 'What happened.' })
  kind!: WorkItemEventKind;

  @Field(() => WorkItem, { description: 'The work item as of the event.' })
  workItem!: WorkItem;
}

export function toWorkItemEvent(entry: LogEntry, epoch: string, previous: string | undefined): WorkItemEvent {
  return toLogEvent(WorkItemEvent, entry, epoch, previous, {
    kind: WorkItemEventKind[verbOf(entry.kind) as keyof typeof WorkItemEventKind],
    workItem: workItemOf(entry),
  });
}

/** The work item as of the entry. */
export function workItemOf(entry: LogEntry): WorkItem {
  return showWorkItem(recordOf(WorkItem, entry), entry.day);
}
