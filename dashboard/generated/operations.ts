/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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
export const FeedDocument = new TypedDocumentString(`
    """
The newest events of congresses, or those before a place of the log, with the totals that each led to.
"""
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
    """
A page of those that are late, the most days first, and how many there are below each of those directly below.
"""
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
    """
The same for a file: as many at once as there may be, with the position at which they were read.
"""
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
export const SearchDocument = new TypedDocumentString(`
    """
Those that match best. Everything that the reader may see is searched, wherever the page is.
"""
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
    """
Where the reader is, and the stages of the campaign, by which the page decides which of them its large figure is about.
"""
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
    """
How far an organization and each of those directly below it are, at one stage, today and by what holds of the day before.
"""
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
    """
Everything that happens below an organization, with the totals that each event led to.
"""
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
    """Planned, due and held over the campaign, by week."""
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
    """
The newest event below an organization: by it the page knows whether it has caught up.
"""
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