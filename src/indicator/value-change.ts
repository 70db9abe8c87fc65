/** What comes of a decision about a value: the change that the log records. Pure but for the ids of new rows. */
import type { EntityManager } from 'typeorm';
import type { Day } from '../day';
import { refuseClosed } from '../organization/refuse-closed';
import { Problem } from '../problem';
import type { RecordChange, RecordDecision } from '../record/change-records';
import { nextIds } from '../record/save-rows';
import { say } from '../words/message';
import { isRecorded, requireCountedMonth, requireRecorded, requireValue } from './decide-value';
import type { FoundValue, ValueKey } from './find-values';
import type { IndicatorValueInput } from './indicator-inputs';
import { INDICATOR_VALUE, IndicatorValueEventKind } from './indicator-nouns';

/** Rows that are new have no id yet. */
export interface ValueDraft extends Omit<RecordChange, 'row'> {
  row: { id?: number; organization_id: number; indicator: string; month: string; value: number | null };
}

export type ValueDecision = ValueDraft | { recordedAt: number };

export function decideNewValue(found: FoundValue, given: IndicatorValueInput, today: Day): ValueDecision {
  const month = requireCountedMonth(given.month, today);
  const value = requireValue(given.value);
  const { organizationId, path, indicator, before, closedOn } = found;
  if (isRecorded(before, value, month)) return { recordedAt: before.position };
  if (closedOn !== null) throw refuseClosed(given.organization, closedOn, 'organization');
  if (indicator.withdrawn) {
    const message = say`${given.code} is withdrawn: it takes no new values. Reinstate it first.`;
    throw new Problem('CONFLICT', message, { argument: 'code' });
  }
  const row = { organization_id: organizationId, indicator: indicator.key, month, value };
  return {
    noun: INDICATOR_VALUE,
    verb: IndicatorValueEventKind.RECORDED,
    path,
    reason: null,
    row: before === undefined ? row : { ...row, id: before.id },
  };
}

/** Null takes the value back. A mistake can be put right even when the organization is closed or the indicator withdrawn. */
export function decideOtherValue(found: FoundValue, key: ValueKey, value: number | null, reason: string): ValueDraft {
  const { organizationId, path, indicator } = found;
  const { id, value: before } = requireRecorded(found.before, key);
  if (before === value) {
    throw new Problem('CONFLICT', say`The value is ${value ?? ''} already: there is nothing to correct.`, {
      argument: 'value',
    });
  }
  return {
    noun: INDICATOR_VALUE,
    verb: value === null ? IndicatorValueEventKind.RETRACTED : IndicatorValueEventKind.CORRECTED,
    path,
    reason,
    row: { id, organization_id: organizationId, indicator: indicator.key, month: key.month, value },
  };
}

/** In their order. */
export async function withValueIds(
  manager: EntityManager,
  decided: readonly ValueDecision[],
): Promise<RecordDecision[]> {
  const wanting = decided.filter((each) => !('recordedAt' in each) && each.row.id === undefined).length;
  const ids = (await nextIds(manager, INDICATOR_VALUE, wanting)).values();
  return decided.map((each) => {
    if ('recordedAt' in each) return each;
    const id = each.row.id ?? ids.next().value;
    if (id === undefined) throw new Error('There are fewer ids than new values.');
    return { ...each, row: { ...each.row, id } };
  });
}
