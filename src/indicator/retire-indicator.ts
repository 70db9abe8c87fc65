/** Retires an indicator: it takes no new values from then on. */
import type { DataSource, EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import type { Answer } from '../change/answer';
import { requireReason } from '../change/reason';
import { Problem } from '../problem';
import { changeRecords, type RecordDecision } from '../record/change-records';
import { requireIndicatorToChange } from './find-indicators';
import { INDICATOR, IndicatorEventKind } from './indicator-nouns';
import { rowOf } from './row-of';

export interface Retirement {
  code: string;
  reason: string;
  ifPosition?: number | null | undefined;
  idempotencyKey?: string | null | undefined;
}

export function retireIndicator(dataSource: DataSource, viewer: Viewer, input: Retirement): Promise<Answer> {
  const decide = async (manager: EntityManager): Promise<RecordDecision[]> => {
    const { indicator, path } = await requireIndicatorToChange(manager, viewer, input);
    const reason = requireReason(input.reason);
    if (indicator.retired) throw new Problem('CONFLICT', `${indicator.code} is retired already.`);
    const row = { ...rowOf(indicator), retired: true };
    return [{ noun: INDICATOR, verb: IndicatorEventKind.RETIRED, path, reason, row }];
  };
  return changeRecords(dataSource, viewer, { name: 'retireIndicator', input, decide });
}
