/** The sheets that are written, each with its columns in their order. */
import type { ColumnKey } from './columns';

const REPORT = ['delegatesSummoned', 'delegatesAttended', 'committeeElected', 'note'] as const;

export const SHEETS = {
  organizations: ['code', 'parent', 'name', 'nameEn', 'level', 'kind', 'region'],
  congresses: [
    ...(['organization', 'name', 'level', 'pilot', 'status', 'plannedOn', 'heldOn'] as const),
    ...REPORT,
    ...(['deadline', 'dueOn', 'overdue', 'onTime', 'reason', 'version'] as const),
  ],
  events: [
    ...(['position', 'recordedAt', 'day', 'eventKind', 'by', 'reason', 'organization', 'pilot', 'status'] as const),
    ...(['plannedOn', 'heldOn'] as const),
    ...REPORT,
    ...(['thing', 'record', 'since', 'byFile', 'mark'] as const),
  ],
  documents: [
    ...(['organization', 'documentKind', 'number', 'issuedOn', 'issuedBy', 'issuedByEn', 'title'] as const),
    ...(['titleEn', 'link', 'ofCampaign'] as const),
  ],
  values: ['organization', 'name', 'indicator', 'indicatorName', 'month', 'value', 'reason', 'version'],
  ratings: [
    ...(['organization', 'name', 'year', 'finishedOn', 'excellent', 'good', 'satisfactory', 'unsatisfactory'] as const),
    ...(['unnamed', 'reason', 'version'] as const),
  ],
  declarations: ['organization', 'name', 'level', 'completed', 'asOf', 'note', 'reason', 'version'],
  progress: [
    ...(['organization', 'name', 'level', 'pilot', 'asOf', 'planned', 'completed', 'remaining', 'overdue'] as const),
    ...(['pastDeadline', 'completedOnTime', 'completedLate', 'postponed', 'rate', 'dueByNow'] as const),
  ],
} as const satisfies Record<string, readonly ColumnKey[]>;
