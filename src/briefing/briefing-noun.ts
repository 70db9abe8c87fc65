/** Briefings as records of the log. */
import { ObjectType } from 'type-graphql';
import { Node } from '../api/node';
import { LogEvent } from '../change/event';
import { describeEvents } from '../change/events-of';
import { kindOf, type RecordNoun, type RecordRow } from '../record/noun';
import type { Briefing } from './briefing';

export const BRIEFING: RecordNoun = { name: 'BRIEFING', table: 'briefing' };

export enum BriefingVerb {
  EDITED = 'EDITED',
  PUBLISHED = 'PUBLISHED',
}

@ObjectType({ implements: [LogEvent, Node], description: 'Something that happened to a briefing.' })
export class BriefingEvent extends LogEvent {}

export const BRIEFINGS = describeEvents({
  type: BriefingEvent,
  name: 'BriefingEvent',
  kinds: {
    [kindOf(BRIEFING, BriefingVerb.EDITED)]: {
      name: 'BRIEFING_CHANGED',
      description: 'Something was entered in the draft of a briefing.',
    },
    [kindOf(BRIEFING, BriefingVerb.PUBLISHED)]: {
      name: 'BRIEFING_PUBLISHED',
      description: 'A briefing was published, for good.',
    },
  },
  own: () => ({}),
});

/** Without its position, which the log gives. */
export function toRow(briefing: Briefing): RecordRow {
  const entered = (text: { vi: string; en: string | null }): object => ({ vi: text.vi, en: text.en });
  return {
    id: briefing.id,
    organization_id: briefing.organizationId,
    month: briefing.month,
    cut_off: briefing.cutOff,
    title: briefing.title === null ? null : entered(briefing.title),
    chair_office: briefing.chairOffice === null ? null : entered(briefing.chairOffice),
    tasks: briefing.tasks.map(entered),
    key_tasks: briefing.keyTasks.map(entered),
    breakthroughs: briefing.breakthroughs.map(entered),
    published_on: briefing.publishedOn,
    content: briefing.content,
    content_hash: briefing.contentHash,
  };
}
