/** Briefings as records of the log. */
import { registerEnumType } from 'type-graphql';
import { kindOf, type RecordNoun, type RecordRow } from '../record/noun';
import type { Briefing } from './briefing';

export const BRIEFING: RecordNoun = { name: 'BRIEFING', table: 'briefing' };

export enum BriefingVerb {
  EDITED = 'EDITED',
  PUBLISHED = 'PUBLISHED',
}

registerEnumType(BriefingVerb, {
  name: 'BriefingEventKind',
  description: 'What happened to a briefing.',
  valuesConfig: {
    EDITED: { description: 'Something was entered in its draft.' },
    PUBLISHED: { description: 'It was published, for good.' },
  },
});

export const BRIEFING_KINDS = Object.values(BriefingVerb).map((verb) => kindOf(BRIEFING, verb));

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
