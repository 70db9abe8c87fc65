/** Briefings in the log: entered, and published. */
import type { RecordNoun } from '../record/noun';

export const BRIEFING: RecordNoun = { name: 'BRIEFING', table: 'briefing' };

export enum BriefingVerb {
  EDITED = 'EDITED',
  PUBLISHED = 'PUBLISHED',
}
