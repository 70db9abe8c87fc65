/** Briefings as records of the log. */
import { ObjectType } from 'type-graphql';
import { Node } from '../api/node';
import { LogEvent } from '../change/event';
import { describeEvents } from '../change/events-of';
import { kindOf, type RecordNoun } from '../record/noun';

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
