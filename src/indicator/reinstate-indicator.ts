/** Brings a retired indicator back into use. */
import type { DataSource, EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import type { Answer } from '../congress/change-congresses';
import { requireReason } from '../congress/require';
import { Problem } from '../problem';
import { changeRecords, type Verdict } from '../record/change-records';
import { requireIndicatorToChange } from './find-indicators';
import { INDICATOR, IndicatorEventKind } from './indicator-nouns';
import type { Retirement } from './retire-indicator';
import { rowOf } from './row-of';

export function reinstateIndicator(dataSource: DataSource, viewer: Viewer, input: Retirement): Promise<Answer> {
  const decide = async (manager: EntityManager): Promise<Verdict[]> => {
    const { indicator, path } = await requireIndicatorToChange(manager, viewer, input);
    const reason = requireReason(input.reason);
    if (!indicator.retired) throw new Problem('CONFLICT', `${indicator.code} is not retired.`);
    const row = { ...rowOf(indicator), retired: false };
    return [{ noun: INDICATOR, verb: IndicatorEventKind.REINSTATED, path, reason, row }];
  };
  return changeRecords(dataSource, viewer, { name: 'reinstateIndicator', input, decide });
}
