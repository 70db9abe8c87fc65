/** What a briefing says, before it is written in any language: its figures, lists and curves. A published briefing keeps this unchanged. */
import type { Day } from '../day';

export enum Language {
  VI = 'VI',
  EN = 'EN',
}

/** The same in both languages. */
export interface Bilingual {
  vi: string;
  en: string;
}

/** What was entered in Vietnamese, and may lack a translation. */
export interface Entered {
  vi: string;
  en: string | null;
}

/** In the month before the briefing, from 1 January on, or the state on a day. */
export enum Period {
  IN_MONTH = 'IN_MONTH',
  YEAR_TO_DATE = 'YEAR_TO_DATE',
  AT_DATE = 'AT_DATE',
}

export interface ContentFigure {
  /** Such as `congress.pilot.grassroots.completed`. */
  id: string;
  /** The name of an indicator, without the period. Absent in the first form. */
  name?: Bilingual;
  label: Bilingual;
  definition: Bilingual;
  /** In the plural, such as `congresses`; `%` for a share. */
  unit: Bilingual;
  /** Null when it cannot be known. A share is a percentage with one decimal. */
  value: number | null;
  /** Why there is no value; absent when there is one, and in briefings from before reasons were recorded. */
  unknown?: Bilingual;
  period: Period;
  /** The last day that counts. */
  asOf: Day;
  /** The operation that gives the value, and where it is in the answer, such as `progress.completed`. */
  query: { document: string; variables: Record<string, string | number | boolean>; path: string };
}

export interface ContentWorkItem {
  title: Entered;
  kind: 'PROJECT' | 'TASK';
  legalBasis: string | null;
  /** Null where the program is a locality's own. */
  submittedTo: 'POLITBURO' | 'SECRETARIAT' | 'CENTRAL_COMMITTEE' | null;
  /** `2020-Q1`, or a day. */
  due: string;
  status: 'NOT_STARTED' | 'IN_PROGRESS' | 'BASICALLY_COMPLETED' | 'COMPLETED';
}

export interface BriefingContent {
  /** In which form it is written (form.ts); absent in what was published before forms were counted. */
  form?: number;
  /** The month in which the briefing is held: `2020-03`. It reports on the month before. */
  month: string;
  organization: {
    code: string;
    name: string;
    nameEn: string | null;
    /** Whether it is the whole Party. A province that runs its own campaign is a root as well, but not this one. */
    isRoot: boolean;
    /** Where its congresses are held, as a sentence says it: `trên địa bàn tỉnh An Hòa`. Absent before the third form. */
    where?: Bilingual;
  };
  /** Null for the usual title, which names the month. */
  title: Entered | null;
  /** The office that chairs it: `Ban Tổ chức Trung ương`. */
  chairOffice: Entered;
  campaign: { name: string; term: string; directive: string; startsOn: Day; endsOn: Day };
  /** The documents on which the congresses rest, as they are cited; absent where none is recorded: then the directive's words are. */
  documents?: Entered[];
  /** The last day that the figures count. */
  cutOff: Day;
  /** The years of the rating and of the work program. */
  ratingYear: number;
  programYear: number;
  figures: ContentFigure[];
  workItems: ContentWorkItem[];
  tasks: Entered[];
  keyTasks: Entered[];
  breakthroughs: Entered[];
  /** At the end of each week of the campaign, and on the last day that counts: due by then, and completed by then (null after it). */
  timeline: { day: Day; due: number; completed: number | null }[];
  /** Bodies directly below the organization, by code. */
  bodies: { name: string; nameEn: string | null; planned: number; completed: number }[];
}

/** Whether a briefing is a draft or published when a document of it is written. */
export type Publication =
  | { status: 'DRAFT'; today: Day }
  | { status: 'PUBLISHED'; publishedOn: Day; publishedAt: string; cursor: string; hash: string };
