/** Brings a retired indicator back into use. */
import type { DataSource, EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import type { Answer } from '../change/answer';
import { requireReason } from '../change/reason';
import { Problem } from '../problem';
import { changeRecords, type RecordDecision } from '../record/change-records';
import { requireIndicatorToChange } from './find-indicators';
import { INDICATOR, IndicatorEventKind } from './indicator-nouns';
import type { Retirement } from './retire-indicator';
import { rowOf } from './row-of';

export function reinstateIndicator(dataSource: DataSource, viewer: Viewer, input: Retirement): Promise<Answer> {
  const decide = async (manager: EntityManager): Promise<RecordDecision[]> => {
    const { indicator, path } = await requireIndicatorToChange(manager, viewer, input);
    const reason = requireReason(input.reason);
    if (!indicator.retired) throw new Problem('CONFLICT', `${indicator.code} is not retired.`);
    const row = { ...rowOf(indicator), retired: false };
    return [{ noun: INDICATOR, verb: IndicatorEventKind.REINSTATED, path, reason, row }];
  };
  return changeRecords(dataSource, viewer, { name: 'reinstateIndicator', input, decide });
}
