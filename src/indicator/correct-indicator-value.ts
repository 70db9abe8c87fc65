/** Corrects the value of an indicator that was recorded. */
import type { DataSource, EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import type { Answer } from '../change/answer';
import { requireReason } from '../change/reason';
import { requireUnchanged } from '../change/if-position';
import { Problem } from '../problem';
import { changeRecords, type RecordDecision } from '../record/change-records';
import { addToIndicatorTotals } from './add-to-totals';
import { requireStanding, requireValue } from './decide-value';
import { findValues, type ValueKey } from './find-values';
import { INDICATOR_VALUE, IndicatorValueEventKind } from './indicator-nouns';

export interface ChangeOfValue extends ValueKey {
  reason: string;
  ifPosition?: number | null | undefined;
  idempotencyKey?: string | null | undefined;
}

type Correction = ChangeOfValue & { value: number };

export function correctIndicatorValue(dataSource: DataSource, viewer: Viewer, input: Correction): Promise<Answer> {
  const decide = async (manager: EntityManager): Promise<RecordDecision[]> => {
    const value = requireValue(input.value);
    return [await changeValue(manager, viewer, input, value)];
  };
  return changeRecords(dataSource, viewer, {
    name: 'correctIndicatorValue',
    input,
    decide,
    writeDerived: addToIndicatorTotals,
  });
}

/** To another value; to null when it is taken back. Closed and retired or not: what was said can be put right. */
export async function changeValue(
  manager: EntityManager,
  viewer: Viewer,
  input: ChangeOfValue,
  value: number | null,
): Promise<RecordDecision> {
  const { organizationId, path, indicator, standing } = (await findValues(manager, viewer, [input]))(input);
  const reason = requireReason(input.reason);
  requireUnchanged('The value', standing, input);
  const before = requireStanding(standing, input);
  if (before.value === value) {
    throw new Problem('CONFLICT', `The value is ${value} already: there is nothing to correct.`, { argument: 'value' });
  }
  return {
    noun: INDICATOR_VALUE,
    verb: value === null ? IndicatorValueEventKind.RETRACTED : IndicatorValueEventKind.CORRECTED,
    path,
    reason,
    row: {
      id: standing?.id ?? 0,
      organization_id: organizationId,
      indicator: indicator.code,
      month: input.month,
      value,
    },
  };
}
