/** The kinds of tables, and the columns by which each is told from the others. */
import type { ColumnKey } from './columns';
import type { TableKind } from './verdict';

export interface Shape {
  kind: TableKind;
  needs: readonly ColumnKey[];
  /** At least one of these tells this kind from the others. */
  oneOf: readonly ColumnKey[];
  /** A row in which all of these are empty has no subject. */
  says?: readonly ColumnKey[];
  /** Optional. Columns that can be derived from others are recognised, but not read. */
  others: readonly ColumnKey[];
  /** Read as days. */
  days: readonly ColumnKey[];
  /** Whether each month may have a column, found by what it is called. */
  months?: boolean;
  /** Written by this program, and taken only as it writes them: a wrong guess would be a wrong history. */
  isOurs?: boolean;
}

const REPORT: readonly ColumnKey[] = ['heldOn', 'delegatesSummoned', 'delegatesAttended', 'committeeElected', 'note'];

export const SHAPES: readonly Shape[] = [
  {
    kind: 'events',
    needs: ['position', 'recordedAt', 'day', 'eventKind', 'organization'],
    oneOf: ['status'],
    others: ['by', 'reason', 'pilot', 'plannedOn', ...REPORT, 'thing', 'record', 'since', 'byFile', 'mark'],
    days: [],
    isOurs: true,
  },
  {
    kind: 'figures',
    needs: ['organization', 'planned', 'completed'],
    oneOf: ['asOf', 'remaining'],
    others: [
      'name',
      'level',
      'pilot',
      'overdue',
      'pastDeadline',
      'completedOnTime',
      'completedLate',
      'postponed',
      'rate',
      'dueByNow',
    ],
    days: [],
    isOurs: true,
  },
  {
    kind: 'congresses',
    needs: ['organization'],
    says: ['organization', 'plannedOn', 'heldOn', 'status'],
    oneOf: ['plannedOn', 'heldOn', 'pilot', 'status'],
    others: ['name', 'level', 'reason', 'since', 'deadline', 'dueOn', 'overdue', 'onTime', 'version', ...REPORT],
    days: ['plannedOn', 'heldOn', 'since'],
  },
  {
    kind: 'documents',
    needs: ['number', 'issuedOn'],
    says: ['number', 'issuedOn'],
    oneOf: ['issuedBy', 'title'],
    others: ['organization', 'documentKind', 'issuedByEn', 'titleEn', 'link', 'ofCampaign', 'reason'],
    days: ['issuedOn'],
  },
  {
    kind: 'values',
    needs: ['organization', 'indicator'],
    says: ['organization', 'indicator'],
    oneOf: ['indicator'],
    others: ['name', 'indicatorName', 'unitOfMeasure', 'month', 'value', 'year', 'reason', 'version'],
    days: [],
    months: true,
  },
  {
    kind: 'ratings',
    needs: ['organization', 'year'],
    says: ['organization', 'finishedOn'],
    oneOf: ['excellent', 'good', 'satisfactory', 'unsatisfactory', 'unnamed'],
    others: ['name', 'finishedOn', 'reason', 'version'],
    days: ['finishedOn'],
  },
  {
    kind: 'declarations',
    needs: ['organization', 'completed', 'asOf'],
    says: ['organization', 'asOf'],
    oneOf: ['completed'],
    others: ['name', 'level', 'note', 'reason', 'version'],
    days: ['asOf'],
  },
  {
    kind: 'organizations',
    needs: ['code', 'name'],
    says: ['code', 'parent', 'level'],
    oneOf: ['parent', 'level', 'kind'],
    others: ['nameEn', 'region'],
    days: [],
  },
];

/** Each once: one may be told from others by a column that it may also do without. */
export function columnsOfShape({ needs, oneOf, others }: Shape): ColumnKey[] {
  return [...new Set([...needs, ...oneOf, ...others])];
}
