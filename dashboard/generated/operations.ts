/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What a section of a briefing is about. */
export type BriefingSectionKind =
  /** Congresses: the plan, the pilots, the progress. */
  | 'CONGRESSES'
  /** Every other indicator. */
  | 'OTHER_INDICATORS'
  /** Personnel: the indicators `personnel.…`. */
  | 'PERSONNEL'
  /** The quality rating of the year before. */
  | 'RATING'
  /** Tasks of the coming month, key tasks and breakthroughs. */
  | 'TASKS'
  /** Training: the indicators `training.…`. */
  | 'TRAINING'
  /** The work program of the year. */
  | 'WORK_PROGRAM';

/** Whether a briefing is a draft or published. */
export type BriefingStatus =
  /** Its figures follow what is recorded. */
  | 'DRAFT'
  /** It never changes again; later corrections appear among its restatements. */
  | 'PUBLISHED';

/** The central body that an item of the work program goes to. */
export type CentralBody =
  /** The Central Committee (Ban Chấp hành Trung ương). */
  | 'CENTRAL_COMMITTEE'
  /** The Politburo (Bộ Chính trị). */
  | 'POLITBURO'
  /** The Secretariat (Ban Bí thư). */
  | 'SECRETARIAT';

/** The state of a congress. */
export type CongressStatus =
  /** Out of the plan. It can be reinstated. */
  | 'CANCELLED'
  /** Reported held. */
  | 'COMPLETED'
  /** In the plan, not yet held. It may have no day of its own: then the deadline of its level counts. */
  | 'PLANNED'
  /** Put off without a new day. Still in the plan; the deadline of its level counts. */
  | 'POSTPONED';

/** What happened: the noun first, then the verb. */
export type EventKind =
  /** Something was entered in the draft of a briefing. */
  | 'BRIEFING_CHANGED'
  /** A briefing was published, for good. */
  | 'BRIEFING_PUBLISHED'
  /** A text of the campaign was corrected, or it started or stopped following the calendar. */
  | 'CAMPAIGN_CHANGED'
  /** The campaign was created. */
  | 'CAMPAIGN_FOUNDED'
  /** A congress was taken out of the plan. */
  | 'CONGRESS_CANCELLED'
  /** A congress was reported completed. */
  | 'CONGRESS_COMPLETED'
  /** The report of a congress was corrected. */
  | 'CONGRESS_CORRECTED'
  /** A congress was made a pilot, or no longer one. Seen by those who follow either. */
  | 'CONGRESS_PILOT_SET'
  /** A congress was planned. */
  | 'CONGRESS_PLANNED'
  /** A congress was put off, to a later day or without one. */
  | 'CONGRESS_POSTPONED'
  /** A congress came back into the plan, as it was. */
  | 'CONGRESS_REINSTATED'
  /** A congress was given another day. */
  | 'CONGRESS_RESCHEDULED'
  /** The report of a congress was taken back: it is as it was before. */
  | 'CONGRESS_RETRACTED'
  /** The business day moved forward. It concerns everyone, whatever they filter by. */
  | 'DAY_TURNED'
  /** An organization declared a total, in place of the one before if there was one. */
  | 'DECLARATION_RECORDED'
  /** A declared total was taken back. */
  | 'DECLARATION_RETRACTED'
  /** A document was recorded, for the first time or again after it was withdrawn. */
  | 'DOCUMENT_ADDED'
  /** What is said about a document was changed, for a reason. */
  | 'DOCUMENT_CHANGED'
  /** A document no longer applies here, for a reason. */
  | 'DOCUMENT_WITHDRAWN'
  /** An indicator was defined. */
  | 'INDICATOR_ADDED'
  /** The definition of an indicator was changed, for a reason. */
  | 'INDICATOR_CHANGED'
  /** An indicator takes new values again. */
  | 'INDICATOR_REINSTATED'
  /** A value of an indicator was replaced by another one, for a reason. */
  | 'INDICATOR_VALUE_CORRECTED'
  /** A value of an indicator was recorded, for the first time or again after it was taken back. */
  | 'INDICATOR_VALUE_RECORDED'
  /** A value of an indicator was taken back, for a reason. */
  | 'INDICATOR_VALUE_RETRACTED'
  /** An indicator no longer takes new values. */
  | 'INDICATOR_WITHDRAWN'
  /** An organization was closed: merged or dissolved. */
  | 'ORGANIZATION_CLOSED'
  /** An organization was founded during the campaign. */
  | 'ORGANIZATION_FOUNDED'
  /** The name of an organization, its name in English or its region changed. */
  | 'ORGANIZATION_RENAMED'
  /** An organization was opened again. */
  | 'ORGANIZATION_REOPENED'
  /** Organizations were founded before anything else had happened: one event for all of them. It concerns everyone, whatever they filter by. */
  | 'ORGANIZATION_TREE_FOUNDED'
  /** The day or the counts of a rating were corrected. */
  | 'RATING_CORRECTED'
  /** A body has finished its rating, with these counts: for the first time, or after a retraction. */
  | 'RATING_RECORDED'
  /** The record of a rating was taken back: the body has not finished. */
  | 'RATING_RETRACTED'
  /** A work item was added to a program. */
  | 'WORK_ITEM_ADDED'
  /** What a work item says was changed: title, due, where it goes … */
  | 'WORK_ITEM_CHANGED'
  /** The status of a work item was set, or corrected. */
  | 'WORK_ITEM_STATUS_SET'
  /** A work item was taken out of its program. */
  | 'WORK_ITEM_WITHDRAWN';

/** A grade of the quality rating, from the best down. */
export type Grade =
  /** Completed their tasks excellently (hoàn thành xuất sắc nhiệm vụ). */
  | 'EXCELLENT'
  /** Completed their tasks well (hoàn thành tốt nhiệm vụ). */
  | 'GOOD'
  /** Completed their tasks (hoàn thành nhiệm vụ). */
  | 'SATISFACTORY'
  /** Rated, in a grade that was not reported. */
  | 'UNNAMED'
  /** Did not complete their tasks (không hoàn thành nhiệm vụ). */
  | 'UNSATISFACTORY';

/** A language that briefings are written in. */
export type Language =
  /** English. */
  | 'EN'
  /** Vietnamese. */
  | 'VI';

/** Level of an organization. It is not its depth in the tree: a body may stand directly below one that is several levels higher. What the levels are called is for each campaign to say: `Campaign.levels`. */
export type Level =
  /** The centre: the whole Party, as the root of the tree. */
  | 'CENTRAL'
  /** Directly under the centre. */
  | 'CENTRALLY_RUN'
  /** The grassroots: the lowest level. */
  | 'GRASSROOTS'
  /** Directly above the grassroots. */
  | 'UPPER_GRASSROOTS';

/** How the figures of months are combined into one. */
export type OverMonths =
  /** The mean: of the sums of the months in which anything was recorded or, where organizations are averaged, of all values. */
  | 'AVERAGE'
  /** What each organization recorded last, in whichever month that was: what there is at the end of the month. */
  | 'LAST'
  /** The figures of the months are added up: what happened in them. */
  | 'SUM';

/** Which days a figure counts. */
export type Period =
  /** The state at the end of `asOf`. */
  | 'AT_DATE'
  /** The days of the month that the briefing reports on, up to `asOf`. */
  | 'IN_MONTH'
  /** From 1 January of that year up to `asOf`. */
  | 'YEAR_TO_DATE';

/** What sort of work an item of the work program is. */
export type WorkItemKind =
  /** A project (đề án): a document that is drawn up and submitted. */
  | 'PROJECT'
  /** A task (nhiệm vụ) that is carried out. */
  | 'TASK';

/** How far an item of the work program is. */
export type WorkItemStatus =
  /** Basically completed (cơ bản hoàn thành): the work is done, formalities may remain. Counts as completed. */
  | 'BASICALLY_COMPLETED'
  /** Completed in full. */
  | 'COMPLETED'
  /** It is being worked on. */
  | 'IN_PROGRESS'
  /** Nothing was begun. */
  | 'NOT_STARTED';

export type BriefingMonthsQueryVariables = Exact<{
  organization: string;
}>;


export type BriefingMonthsQuery = { briefings: { edges: Array<{ node: { month: string, status: BriefingStatus, publishedOn: string | null, cutOff: string, title: { vi: string, en: string | null } } }> } | null };

export type BriefingPaperQueryVariables = Exact<{
  month: string;
  before: string;
  hasBefore: boolean;
  organization: string;
  language: Language;
}>;


export type BriefingPaperQuery = { briefing: { month: string, status: BriefingStatus, cutOff: string, cursor: string, publishedOn: string | null, contentHash: string | null, text: string, title: { vi: string, en: string | null }, chairOffice: { vi: string, en: string | null }, sections: Array<{ kind: BriefingSectionKind, figures: Array<{ key: string, label: string, definition: string, unit: string, unknownBecause: string | null, value: number | null, period: Period, asOf: string, query: string, variables: Record<string, unknown> }> }>, restatements: Array<{ before: number | null, after: number | null, causesTotal: number, figure: { key: string, label: string, definition: string, unit: string, unknownBecause: string | null, value: number | null, period: Period, asOf: string, query: string, variables: Record<string, unknown> }, causes: Array<
        | { position: number, kind: EventKind, recordedAt: string, by: string | null, reason: string | null, organization: { code: string, name: string, nameEn: string | null } | null }
        | { position: number, kind: EventKind, recordedAt: string, by: string | null, reason: string | null, organization: { code: string, name: string, nameEn: string | null } | null }
        | { position: number, kind: EventKind, recordedAt: string, by: string | null, reason: string | null, organization: { code: string, name: string, nameEn: string | null } | null }
        | { position: number, kind: EventKind, recordedAt: string, by: string | null, reason: string | null, organization: { code: string, name: string, nameEn: string | null } | null }
        | { position: number, kind: EventKind, recordedAt: string, by: string | null, reason: string | null, organization: { code: string, name: string, nameEn: string | null } | null }
        | { position: number, kind: EventKind, recordedAt: string, by: string | null, reason: string | null, organization: { code: string, name: string, nameEn: string | null } | null }
        | { position: number, kind: EventKind, recordedAt: string, by: string | null, reason: string | null, organization: { code: string, name: string, nameEn: string | null } | null }
        | { position: number, kind: EventKind, recordedAt: string, by: string | null, reason: string | null, organization: { code: string, name: string, nameEn: string | null } | null }
        | { position: number, kind: EventKind, recordedAt: string, by: string | null, reason: string | null, organization: { code: string, name: string, nameEn: string | null } | null }
        | { position: number, kind: EventKind, recordedAt: string, by: string | null, reason: string | null, organization: { code: string, name: string, nameEn: string | null } | null }
      > }> } | null, compareBriefings?: Array<{ from: number | null, change: number | null, figure: { key: string } }> | null };

export type BriefingRowFragment = { key: string, label: string, definition: string, unit: string, unknownBecause: string | null, value: number | null, period: Period, asOf: string, query: string, variables: Record<string, unknown> };

export type FeedTotalFragment = { planned: number, completed: number, organization: { code: string } };

export type FeedQueryVariables = Exact<{
  within?: string | null | undefined;
  kinds?: Array<EventKind> | EventKind | null | undefined;
  last: number;
  before?: string | null | undefined;
}>;


export type FeedQuery = { events: { pageInfo: { hasPreviousPage: boolean }, edges: Array<{ cursor: string, node:
        | { __typename: 'BriefingEvent', position: number, kind: EventKind, recordedAt: string, reason: string | null, organization: { code: string, name: string, nameEn: string | null, ancestors: Array<{ code: string, name: string, nameEn: string | null }> } | null }
        | { __typename: 'CampaignEvent', position: number, kind: EventKind, recordedAt: string, reason: string | null, organization: { code: string, name: string, nameEn: string | null, ancestors: Array<{ code: string, name: string, nameEn: string | null }> } | null }
        | { __typename: 'CongressEvent', position: number, kind: EventKind, recordedAt: string, reason: string | null, congress: { level: Level, pilot: boolean, plannedOn: string | null, heldOn: string | null } | null, pilots: Array<{ planned: number, completed: number, organization: { code: string } }>, grassroots: Array<{ planned: number, completed: number, organization: { code: string } }>, above: Array<{ planned: number, completed: number, organization: { code: string } }>, central: Array<{ planned: number, completed: number, organization: { code: string } }>, organization: { code: string, name: string, nameEn: string | null, ancestors: Array<{ code: string, name: string, nameEn: string | null }> } | null }
        | { __typename: 'DeclarationEvent', position: number, kind: EventKind, recordedAt: string, reason: string | null, organization: { code: string, name: string, nameEn: string | null, ancestors: Array<{ code: string, name: string, nameEn: string | null }> } | null }
        | { __typename: 'DocumentEvent', position: number, kind: EventKind, recordedAt: string, reason: string | null, organization: { code: string, name: string, nameEn: string | null, ancestors: Array<{ code: string, name: string, nameEn: string | null }> } | null }
        | { __typename: 'IndicatorEvent', position: number, kind: EventKind, recordedAt: string, reason: string | null, organization: { code: string, name: string, nameEn: string | null, ancestors: Array<{ code: string, name: string, nameEn: string | null }> } | null }
        | { __typename: 'IndicatorValueEvent', position: number, kind: EventKind, recordedAt: string, reason: string | null, organization: { code: string, name: string, nameEn: string | null, ancestors: Array<{ code: string, name: string, nameEn: string | null }> } | null }
        | { __typename: 'OrganizationEvent', position: number, kind: EventKind, recordedAt: string, reason: string | null, organization: { code: string, name: string, nameEn: string | null, ancestors: Array<{ code: string, name: string, nameEn: string | null }> } | null }
        | { __typename: 'RatingEvent', position: number, kind: EventKind, recordedAt: string, reason: string | null, organization: { code: string, name: string, nameEn: string | null, ancestors: Array<{ code: string, name: string, nameEn: string | null }> } | null }
        | { __typename: 'WorkItemEvent', position: number, kind: EventKind, recordedAt: string, reason: string | null, organization: { code: string, name: string, nameEn: string | null, ancestors: Array<{ code: string, name: string, nameEn: string | null }> } | null }
       }> } | null };

export type LateCongressFragment = { level: Level, pilot: boolean, status: CongressStatus, dueOn: string | null, deadline: string | null, daysLate: number | null, organization: { code: string, name: string, nameEn: string | null, ancestors: Array<{ code: string, name: string, nameEn: string | null, level: Level }> } };

export type LateQueryVariables = Exact<{
  within?: string | null | undefined;
  level?: Level | null | undefined;
  daysLateFrom?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type LateQuery = { progress: { overdue: number, asOf: string, position: number, organization: { code: string }, children: { edges: Array<{ node: { overdue: number, organization: { code: string, name: string, nameEn: string | null } } }> } } | null, congresses: { totalCount: number, totalCountIsExact: boolean, pageInfo: { hasNextPage: boolean }, edges: Array<{ cursor: string, node: { level: Level, pilot: boolean, status: CongressStatus, dueOn: string | null, deadline: string | null, daysLate: number | null, organization: { code: string, name: string, nameEn: string | null, ancestors: Array<{ code: string, name: string, nameEn: string | null, level: Level }> } } }> } | null };

export type LateFileQueryVariables = Exact<{
  within?: string | null | undefined;
  level?: Level | null | undefined;
  daysLateFrom?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type LateFileQuery = { progress: { asOf: string, position: number } | null, congresses: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { level: Level, pilot: boolean, status: CongressStatus, dueOn: string | null, deadline: string | null, daysLate: number | null, organization: { code: string, name: string, nameEn: string | null, ancestors: Array<{ code: string, name: string, nameEn: string | null, level: Level }> } } }> } | null };

export type PageRecordsQueryVariables = Exact<{
  within: string;
  year: number;
  ratedYear: number;
  declarations: number;
}>;


export type PageRecordsQuery = { workProgram: { year: number, total: number, completed: number, basicallyCompleted: number, fullyCompleted: number, remaining: number, overdue: number, byQuarter: Array<{ quarter: number, due: number, completed: number, remaining: number, overdue: number }>, items: { edges: Array<{ node: { number: number, kind: WorkItemKind, title: string, titleEn: string | null, legalBasis: string | null, submittedTo: CentralBody | null, dueQuarter: number | null, dueOn: string | null, status: WorkItemStatus, statusOn: string | null, overdue: boolean } }> }, withdrawn: { totalCount: number } } | null, qualityRating: { year: number, finished: number, expected: number, people: number, grades: Array<{ grade: Grade, count: number }>, bodies: { edges: Array<{ node: { counted: boolean, organization: { code: string, name: string, nameEn: string | null } } }> } } | null, indicators: { totalCount: number, edges: Array<{ node: { code: string, name: string, nameEn: string, unit: string, unitEn: string, description: string | null, overMonths: OverMonths, withdrawn: boolean, figures: { month: string, inMonth: number | null, yearToDate: number | null, atEnd: number | null } | null, organization: { code: string } | null } }> } | null, reconciliation: { totals: { declarations: number, gaps: number, declared: number, counted: number, missing: number, surplus: number }, edges: Array<{ node: { level: Level | null, declared: number, declaredAsOf: string, counted: number, gap: number, organization: { code: string, name: string, nameEn: string | null }, declaration: { note: string | null } } }> } | null };

export type RecordsItemFragment = { number: number, kind: WorkItemKind, title: string, titleEn: string | null, legalBasis: string | null, submittedTo: CentralBody | null, dueQuarter: number | null, dueOn: string | null, status: WorkItemStatus, statusOn: string | null, overdue: boolean };

export type RecordsIndicatorFragment = { code: string, name: string, nameEn: string, unit: string, unitEn: string, description: string | null, overMonths: OverMonths, withdrawn: boolean, organization: { code: string } | null };

export type RecordsDeclaredFragment = { level: Level | null, declared: number, declaredAsOf: string, counted: number, gap: number, organization: { code: string, name: string, nameEn: string | null }, declaration: { note: string | null } };

export type SearchQueryVariables = Exact<{
  search: string;
}>;


export type SearchQuery = { organizations: { totalCount: number, edges: Array<{ node: { code: string, name: string, nameEn: string | null, level: Level, ancestors: Array<{ code: string, name: string, nameEn: string | null }> } }> } | null };

type Tally_LevelFigures_Fragment = { planned: number, completed: number, dueByNow: number | null, overdue: number };

type Tally_Progress_Fragment = { planned: number, completed: number, dueByNow: number | null, overdue: number };

type Tally_RegionFigures_Fragment = { planned: number, completed: number, dueByNow: number | null, overdue: number };

export type TallyFragment =
  | Tally_LevelFigures_Fragment
  | Tally_Progress_Fragment
  | Tally_RegionFigures_Fragment
;

export type StagesQueryVariables = Exact<{
  within?: string | null | undefined;
}>;


export type StagesQuery = { campaign: { name: string, term: string, directive: string, startsOn: string, endsOn: string, today: string, levels: Array<{ level: Level, name: string, nameEn: string | null, dueOn: string | null }> } | null, pilots: { cursor: string, position: number, planned: number, completed: number, dueByNow: number | null, overdue: number, organization: { code: string, name: string, nameEn: string | null, level: Level, ancestors: Array<{ code: string, name: string, nameEn: string | null }> } } | null, pilotsAbove: { planned: number, completed: number, dueByNow: number | null, overdue: number } | null, grassroots: { planned: number, completed: number, dueByNow: number | null, overdue: number } | null, above: { planned: number, completed: number, dueByNow: number | null, overdue: number } | null, central: { planned: number, completed: number, dueByNow: number | null, overdue: number } | null };

export type BoardQueryVariables = Exact<{
  within?: string | null | undefined;
  level?: Level | null | undefined;
  pilot?: boolean | null | undefined;
  yesterday?: string | null | undefined;
}>;


export type BoardQuery = { chosen: { cursor: string, position: number, asOf: string, completedLate: number, pastDeadline: number, postponed: number, planned: number, completed: number, dueByNow: number | null, overdue: number, organization: { code: string, congress: { level: Level, pilot: boolean, status: CongressStatus, plannedOn: string | null, dueOn: string | null, deadline: string | null, heldOn: string | null, overdue: boolean, daysLate: number | null, delegatesSummoned: number | null, delegatesAttended: number | null, committeeElected: number | null } | null }, children: { totalCount: number, edges: Array<{ node: { planned: number, completed: number, dueByNow: number | null, overdue: number, organization: { code: string, name: string, nameEn: string | null, level: Level } } }> } } | null, pilots: { planned: number, completed: number, dueByNow: number | null, overdue: number } | null, pilotsAbove: { planned: number, completed: number, dueByNow: number | null, overdue: number } | null, grassroots: { planned: number, completed: number, dueByNow: number | null, overdue: number } | null, above: { planned: number, completed: number, dueByNow: number | null, overdue: number } | null, central: { planned: number, completed: number, dueByNow: number | null, overdue: number } | null, yesterday: { completed: number, children: { edges: Array<{ node: { completed: number, organization: { code: string } } }> } } | null, campaign: { today: string } | null };

export type BoardCongressFragment = { level: Level, pilot: boolean, status: CongressStatus, plannedOn: string | null, dueOn: string | null, deadline: string | null, heldOn: string | null, overdue: boolean, daysLate: number | null, delegatesSummoned: number | null, delegatesAttended: number | null, committeeElected: number | null };

export type LedToFragment = { planned: number, completed: number, dueByNow: number | null, overdue: number, organization: { code: string } };

export type BoardEventsSubscriptionVariables = Exact<{
  within?: string | null | undefined;
  level?: Level | null | undefined;
  pilot?: boolean | null | undefined;
  after?: string | null | undefined;
}>;


export type BoardEventsSubscription = { eventRecorded: { cursor: string, previousCursor: string | null, node:
      | { __typename: 'BriefingEvent', position: number, kind: EventKind, recordedAt: string, reason: string | null, organization: { code: string, name: string, nameEn: string | null, ancestors: Array<{ code: string, name: string, nameEn: string | null }> } | null }
      | { __typename: 'CampaignEvent', position: number, kind: EventKind, recordedAt: string, reason: string | null, organization: { code: string, name: string, nameEn: string | null, ancestors: Array<{ code: string, name: string, nameEn: string | null }> } | null }
      | { __typename: 'CongressEvent', position: number, kind: EventKind, recordedAt: string, reason: string | null, congress: { level: Level, pilot: boolean, status: CongressStatus, plannedOn: string | null, dueOn: string | null, deadline: string | null, heldOn: string | null, overdue: boolean, daysLate: number | null, delegatesSummoned: number | null, delegatesAttended: number | null, committeeElected: number | null } | null, chosen: Array<{ planned: number, completed: number, dueByNow: number | null, overdue: number, organization: { code: string } }>, pilots: Array<{ planned: number, completed: number, dueByNow: number | null, overdue: number, organization: { code: string } }>, pilotsAbove: Array<{ planned: number, completed: number, dueByNow: number | null, overdue: number, organization: { code: string } }>, grassroots: Array<{ planned: number, completed: number, dueByNow: number | null, overdue: number, organization: { code: string } }>, above: Array<{ planned: number, completed: number, dueByNow: number | null, overdue: number, organization: { code: string } }>, central: Array<{ planned: number, completed: number, dueByNow: number | null, overdue: number, organization: { code: string } }>, organization: { code: string, name: string, nameEn: string | null, ancestors: Array<{ code: string, name: string, nameEn: string | null }> } | null }
      | { __typename: 'DeclarationEvent', position: number, kind: EventKind, recordedAt: string, reason: string | null, organization: { code: string, name: string, nameEn: string | null, ancestors: Array<{ code: string, name: string, nameEn: string | null }> } | null }
      | { __typename: 'DocumentEvent', position: number, kind: EventKind, recordedAt: string, reason: string | null, organization: { code: string, name: string, nameEn: string | null, ancestors: Array<{ code: string, name: string, nameEn: string | null }> } | null }
      | { __typename: 'IndicatorEvent', position: number, kind: EventKind, recordedAt: string, reason: string | null, organization: { code: string, name: string, nameEn: string | null, ancestors: Array<{ code: string, name: string, nameEn: string | null }> } | null }
      | { __typename: 'IndicatorValueEvent', position: number, kind: EventKind, recordedAt: string, reason: string | null, organization: { code: string, name: string, nameEn: string | null, ancestors: Array<{ code: string, name: string, nameEn: string | null }> } | null }
      | { __typename: 'OrganizationEvent', position: number, kind: EventKind, recordedAt: string, reason: string | null, organization: { code: string, name: string, nameEn: string | null, ancestors: Array<{ code: string, name: string, nameEn: string | null }> } | null }
      | { __typename: 'RatingEvent', position: number, kind: EventKind, recordedAt: string, reason: string | null, organization: { code: string, name: string, nameEn: string | null, ancestors: Array<{ code: string, name: string, nameEn: string | null }> } | null }
      | { __typename: 'WorkItemEvent', position: number, kind: EventKind, recordedAt: string, reason: string | null, organization: { code: string, name: string, nameEn: string | null, ancestors: Array<{ code: string, name: string, nameEn: string | null }> } | null }
     } };

export type CurveQueryVariables = Exact<{
  within?: string | null | undefined;
  level?: Level | null | undefined;
  pilot?: boolean | null | undefined;
}>;


export type CurveQuery = { progress: { position: number, asOf: string, planned: number, completed: number, dueByNow: number | null, timeline: Array<{ day: string, due: number, completed: number | null }> } | null };

export type CurveFollowedSubscriptionVariables = Exact<{
  within?: string | null | undefined;
  level?: Level | null | undefined;
  pilot?: boolean | null | undefined;
  atMostEvery?: number | null | undefined;
}>;


export type CurveFollowedSubscription = { progress: { position: number, asOf: string, planned: number, completed: number, dueByNow: number | null, timeline: Array<{ day: string, due: number, completed: number | null }> } };

export type CurvePointsFragment = { position: number, asOf: string, planned: number, completed: number, dueByNow: number | null, timeline: Array<{ day: string, due: number, completed: number | null }> };

export type NewestQueryVariables = Exact<{
  within?: string | null | undefined;
}>;


export type NewestQuery = { events: { edges: Array<{ node:
        | { position: number }
        | { position: number }
        | { position: number }
        | { position: number }
        | { position: number }
        | { position: number }
        | { position: number }
        | { position: number }
        | { position: number }
        | { position: number }
       }> } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const BriefingRowFragmentDoc = new TypedDocumentString(`
    fragment BriefingRow on BriefingFigure {
  key
  label(language: $language)
  definition(language: $language)
  unit(language: $language)
  unknownBecause(language: $language)
  value
  period
  asOf
  query
  variables
}
    `, {"fragmentName":"BriefingRow"}) as unknown as TypedDocumentString<BriefingRowFragment, unknown>;
export const FeedTotalFragmentDoc = new TypedDocumentString(`
    fragment FeedTotal on Progress {
  planned
  completed
  organization {
    code
  }
}
    `, {"fragmentName":"FeedTotal"}) as unknown as TypedDocumentString<FeedTotalFragment, unknown>;
export const LateCongressFragmentDoc = new TypedDocumentString(`
    fragment LateCongress on Congress {
  level
  pilot
  status
  dueOn
  deadline
  daysLate
  organization {
    code
    name
    nameEn
    ancestors {
      code
      name
      nameEn
      level
    }
  }
}
    `, {"fragmentName":"LateCongress"}) as unknown as TypedDocumentString<LateCongressFragment, unknown>;
export const RecordsItemFragmentDoc = new TypedDocumentString(`
    fragment RecordsItem on WorkItem {
  number
  kind
  title
  titleEn
  legalBasis
  submittedTo
  dueQuarter
  dueOn
  status
  statusOn
  overdue
}
    `, {"fragmentName":"RecordsItem"}) as unknown as TypedDocumentString<RecordsItemFragment, unknown>;
export const RecordsIndicatorFragmentDoc = new TypedDocumentString(`
    fragment RecordsIndicator on Indicator {
  code
  name
  nameEn
  unit
  unitEn
  description
  overMonths
  withdrawn
  organization {
    code
  }
}
    `, {"fragmentName":"RecordsIndicator"}) as unknown as TypedDocumentString<RecordsIndicatorFragment, unknown>;
export const RecordsDeclaredFragmentDoc = new TypedDocumentString(`
    fragment RecordsDeclared on Reconciliation {
  level
  declared
  declaredAsOf
  counted
  gap
  organization {
    code
    name
    nameEn
  }
  declaration {
    note
  }
}
    `, {"fragmentName":"RecordsDeclared"}) as unknown as TypedDocumentString<RecordsDeclaredFragment, unknown>;
export const BoardCongressFragmentDoc = new TypedDocumentString(`
    fragment BoardCongress on Congress {
  level
  pilot
  status
  plannedOn
  dueOn
  deadline
  heldOn
  overdue
  daysLate
  delegatesSummoned
  delegatesAttended
  committeeElected
}
    `, {"fragmentName":"BoardCongress"}) as unknown as TypedDocumentString<BoardCongressFragment, unknown>;
export const TallyFragmentDoc = new TypedDocumentString(`
    fragment Tally on Figures {
  planned
  completed
  dueByNow
  overdue
}
    `, {"fragmentName":"Tally"}) as unknown as TypedDocumentString<TallyFragment, unknown>;
export const LedToFragmentDoc = new TypedDocumentString(`
    fragment LedTo on Progress {
  ...Tally
  organization {
    code
  }
}
    fragment Tally on Figures {
  planned
  completed
  dueByNow
  overdue
}`, {"fragmentName":"LedTo"}) as unknown as TypedDocumentString<LedToFragment, unknown>;
export const CurvePointsFragmentDoc = new TypedDocumentString(`
    fragment CurvePoints on Progress {
  position
  asOf
  planned
  completed
  dueByNow
  timeline(interval: WEEK) {
    day
    due
    completed
  }
}
    `, {"fragmentName":"CurvePoints"}) as unknown as TypedDocumentString<CurvePointsFragment, unknown>;
export const BriefingMonthsDocument = new TypedDocumentString(`
    query BriefingMonths($organization: String!) {
  briefings(organization: $organization, first: 24) {
    edges {
      node {
        month
        status
        publishedOn
        cutOff
        title {
          vi
          en
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BriefingMonthsQuery, BriefingMonthsQueryVariables>;
export const BriefingPaperDocument = new TypedDocumentString(`
    query BriefingPaper($month: Month!, $before: Month!, $hasBefore: Boolean!, $organization: String!, $language: Language!) {
  briefing(month: $month, organization: $organization) {
    month
    status
    title {
      vi
      en
    }
    chairOffice {
      vi
      en
    }
    cutOff
    cursor
    publishedOn
    contentHash
    text(language: $language, format: MARKDOWN)
    sections {
      kind
      figures {
        ...BriefingRow
      }
    }
    restatements {
      before
      after
      causesTotal
      figure {
        ...BriefingRow
      }
      causes {
        position
        kind
        recordedAt
        by
        reason
        organization {
          code
          name
          nameEn
        }
      }
    }
  }
  compareBriefings(from: $before, to: $month, organization: $organization) @include(if: $hasBefore) {
    from
    change
    figure {
      key
    }
  }
}
    fragment BriefingRow on BriefingFigure {
  key
  label(language: $language)
  definition(language: $language)
  unit(language: $language)
  unknownBecause(language: $language)
  value
  period
  asOf
  query
  variables
}`) as unknown as TypedDocumentString<BriefingPaperQuery, BriefingPaperQueryVariables>;
export const FeedDocument = new TypedDocumentString(`
    query Feed($within: String, $kinds: [EventKind!], $last: Int!, $before: Cursor) {
  events(within: $within, kinds: $kinds, last: $last, before: $before) {
    pageInfo {
      hasPreviousPage
    }
    edges {
      cursor
      node {
        __typename
        position
        kind
        recordedAt
        reason
        organization {
          code
          name
          nameEn
          ancestors {
            code
            name
            nameEn
          }
        }
        ... on CongressEvent {
          congress {
            level
            pilot
            plannedOn
            heldOn
          }
          pilots: progress(level: GRASSROOTS, pilot: true) {
            ...FeedTotal
          }
          grassroots: progress(level: GRASSROOTS) {
            ...FeedTotal
          }
          above: progress(level: UPPER_GRASSROOTS) {
            ...FeedTotal
          }
          central: progress(level: CENTRALLY_RUN) {
            ...FeedTotal
          }
        }
      }
    }
  }
}
    fragment FeedTotal on Progress {
  planned
  completed
  organization {
    code
  }
}`) as unknown as TypedDocumentString<FeedQuery, FeedQueryVariables>;
export const LateDocument = new TypedDocumentString(`
    query Late($within: String, $level: Level, $daysLateFrom: Int, $after: Cursor) {
  progress(within: $within, level: $level) {
    overdue
    asOf
    position
    organization {
      code
    }
    children(first: 20, orderBy: OVERDUE_DESC) {
      edges {
        node {
          overdue
          organization {
            code
            name
            nameEn
          }
        }
      }
    }
  }
  congresses(
    within: $within
    level: $level
    overdue: true
    daysLateFrom: $daysLateFrom
    orderBy: LATE_DESC
    first: 100
    after: $after
  ) {
    totalCount
    totalCountIsExact
    pageInfo {
      hasNextPage
    }
    edges {
      cursor
      node {
        ...LateCongress
      }
    }
  }
}
    fragment LateCongress on Congress {
  level
  pilot
  status
  dueOn
  deadline
  daysLate
  organization {
    code
    name
    nameEn
    ancestors {
      code
      name
      nameEn
      level
    }
  }
}`) as unknown as TypedDocumentString<LateQuery, LateQueryVariables>;
export const LateFileDocument = new TypedDocumentString(`
    query LateFile($within: String, $level: Level, $daysLateFrom: Int, $after: Cursor) {
  progress(within: $within, level: $level) {
    asOf
    position
  }
  congresses(
    within: $within
    level: $level
    overdue: true
    daysLateFrom: $daysLateFrom
    orderBy: LATE_DESC
    first: 200
    after: $after
  ) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        ...LateCongress
      }
    }
  }
}
    fragment LateCongress on Congress {
  level
  pilot
  status
  dueOn
  deadline
  daysLate
  organization {
    code
    name
    nameEn
    ancestors {
      code
      name
      nameEn
      level
    }
  }
}`) as unknown as TypedDocumentString<LateFileQuery, LateFileQueryVariables>;
export const PageRecordsDocument = new TypedDocumentString(`
    query PageRecords($within: String!, $year: Year!, $ratedYear: Year!, $declarations: Int!) {
  workProgram(year: $year, organization: $within) {
    year
    total
    completed
    basicallyCompleted
    fullyCompleted
    remaining
    overdue
    byQuarter {
      quarter
      due
      completed
      remaining
      overdue
    }
    items(first: 200) {
      edges {
        node {
          ...RecordsItem
        }
      }
    }
    withdrawn(first: 1) {
      totalCount
    }
  }
  qualityRating(year: $ratedYear, within: $within) {
    year
    finished
    expected
    people
    grades {
      grade
      count
    }
    bodies(finished: false, first: 100) {
      edges {
        node {
          counted
          organization {
            code
            name
            nameEn
          }
        }
      }
    }
  }
  indicators(organization: $within, first: 60) {
    totalCount
    edges {
      node {
        ...RecordsIndicator
        figures(within: $within) {
          month
          inMonth
          yearToDate
          atEnd
        }
      }
    }
  }
  reconciliation(within: $within, first: $declarations) {
    totals {
      declarations
      gaps
      declared
      counted
      missing
      surplus
    }
    edges {
      node {
        ...RecordsDeclared
      }
    }
  }
}
    fragment RecordsItem on WorkItem {
  number
  kind
  title
  titleEn
  legalBasis
  submittedTo
  dueQuarter
  dueOn
  status
  statusOn
  overdue
}
fragment RecordsIndicator on Indicator {
  code
  name
  nameEn
  unit
  unitEn
  description
  overMonths
  withdrawn
  organization {
    code
  }
}
fragment RecordsDeclared on Reconciliation {
  level
  declared
  declaredAsOf
  counted
  gap
  organization {
    code
    name
    nameEn
  }
  declaration {
    note
  }
}`) as unknown as TypedDocumentString<PageRecordsQuery, PageRecordsQueryVariables>;
export const SearchDocument = new TypedDocumentString(`
    query Search($search: String!) {
  organizations(search: $search, first: 8) {
    totalCount
    edges {
      node {
        code
        name
        nameEn
        level
        ancestors {
          code
          name
          nameEn
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SearchQuery, SearchQueryVariables>;
export const StagesDocument = new TypedDocumentString(`
    query Stages($within: String) {
  campaign {
    name
    term
    directive
    startsOn
    endsOn
    today
    levels {
      level
      name
      nameEn
      dueOn
    }
  }
  pilots: progress(within: $within, level: GRASSROOTS, pilot: true) {
    ...Tally
    cursor
    position
    organization {
      code
      name
      nameEn
      level
      ancestors {
        code
        name
        nameEn
      }
    }
  }
  pilotsAbove: progress(within: $within, level: UPPER_GRASSROOTS, pilot: true) {
    ...Tally
  }
  grassroots: progress(within: $within, level: GRASSROOTS) {
    ...Tally
  }
  above: progress(within: $within, level: UPPER_GRASSROOTS) {
    ...Tally
  }
  central: progress(within: $within, level: CENTRALLY_RUN) {
    ...Tally
  }
}
    fragment Tally on Figures {
  planned
  completed
  dueByNow
  overdue
}`) as unknown as TypedDocumentString<StagesQuery, StagesQueryVariables>;
export const BoardDocument = new TypedDocumentString(`
    query Board($within: String, $level: Level, $pilot: Boolean, $yesterday: Date) {
  chosen: progress(within: $within, level: $level, pilot: $pilot) {
    cursor
    position
    asOf
    ...Tally
    completedLate
    pastDeadline
    postponed
    organization {
      code
      congress {
        ...BoardCongress
      }
    }
    children(first: 200) {
      totalCount
      edges {
        node {
          ...Tally
          organization {
            code
            name
            nameEn
            level
          }
        }
      }
    }
  }
  pilots: progress(within: $within, level: GRASSROOTS, pilot: true) {
    ...Tally
  }
  pilotsAbove: progress(within: $within, level: UPPER_GRASSROOTS, pilot: true) {
    ...Tally
  }
  grassroots: progress(within: $within, level: GRASSROOTS) {
    ...Tally
  }
  above: progress(within: $within, level: UPPER_GRASSROOTS) {
    ...Tally
  }
  central: progress(within: $within, level: CENTRALLY_RUN) {
    ...Tally
  }
  yesterday: progress(
    within: $within
    level: $level
    pilot: $pilot
    asOf: $yesterday
  ) {
    completed
    children(first: 200) {
      edges {
        node {
          completed
          organization {
            code
          }
        }
      }
    }
  }
  campaign {
    today
  }
}
    fragment Tally on Figures {
  planned
  completed
  dueByNow
  overdue
}
fragment BoardCongress on Congress {
  level
  pilot
  status
  plannedOn
  dueOn
  deadline
  heldOn
  overdue
  daysLate
  delegatesSummoned
  delegatesAttended
  committeeElected
}`) as unknown as TypedDocumentString<BoardQuery, BoardQueryVariables>;
export const BoardEventsDocument = new TypedDocumentString(`
    subscription BoardEvents($within: String, $level: Level, $pilot: Boolean, $after: Cursor) {
  eventRecorded(within: $within, after: $after) {
    cursor
    previousCursor
    node {
      __typename
      position
      kind
      recordedAt
      reason
      organization {
        code
        name
        nameEn
        ancestors {
          code
          name
          nameEn
        }
      }
      ... on CongressEvent {
        congress {
          ...BoardCongress
        }
        chosen: progress(level: $level, pilot: $pilot) {
          ...LedTo
        }
        pilots: progress(level: GRASSROOTS, pilot: true) {
          ...LedTo
        }
        pilotsAbove: progress(level: UPPER_GRASSROOTS, pilot: true) {
          ...LedTo
        }
        grassroots: progress(level: GRASSROOTS) {
          ...LedTo
        }
        above: progress(level: UPPER_GRASSROOTS) {
          ...LedTo
        }
        central: progress(level: CENTRALLY_RUN) {
          ...LedTo
        }
      }
    }
  }
}
    fragment Tally on Figures {
  planned
  completed
  dueByNow
  overdue
}
fragment BoardCongress on Congress {
  level
  pilot
  status
  plannedOn
  dueOn
  deadline
  heldOn
  overdue
  daysLate
  delegatesSummoned
  delegatesAttended
  committeeElected
}
fragment LedTo on Progress {
  ...Tally
  organization {
    code
  }
}`) as unknown as TypedDocumentString<BoardEventsSubscription, BoardEventsSubscriptionVariables>;
export const CurveDocument = new TypedDocumentString(`
    query Curve($within: String, $level: Level, $pilot: Boolean) {
  progress(within: $within, level: $level, pilot: $pilot) {
    ...CurvePoints
  }
}
    fragment CurvePoints on Progress {
  position
  asOf
  planned
  completed
  dueByNow
  timeline(interval: WEEK) {
    day
    due
    completed
  }
}`) as unknown as TypedDocumentString<CurveQuery, CurveQueryVariables>;
export const CurveFollowedDocument = new TypedDocumentString(`
    subscription CurveFollowed($within: String, $level: Level, $pilot: Boolean, $atMostEvery: Int) {
  progress(
    within: $within
    level: $level
    pilot: $pilot
    atMostEvery: $atMostEvery
  ) {
    ...CurvePoints
  }
}
    fragment CurvePoints on Progress {
  position
  asOf
  planned
  completed
  dueByNow
  timeline(interval: WEEK) {
    day
    due
    completed
  }
}`) as unknown as TypedDocumentString<CurveFollowedSubscription, CurveFollowedSubscriptionVariables>;
export const NewestDocument = new TypedDocumentString(`
    query Newest($within: String) {
  events(within: $within, last: 1) {
    edges {
      node {
        position
      }
    }
  }
}
    `) as unknown as TypedDocumentString<NewestQuery, NewestQueryVariables>;