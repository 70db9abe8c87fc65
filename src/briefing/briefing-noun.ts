/** Briefings in the log: entered, and published. */
import { registerEnumType } from 'type-graphql';
import { kindOf, type RecordNoun } from '../record/noun';

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
