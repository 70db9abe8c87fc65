/** Takes back the value of an indicator: it is then as if nothing had been said, and can be recorded anew. */
import type { DataSource, EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import type { Answer } from '../change/answer';
import { changeRecords, type RecordDecision } from '../record/change-records';
import { addToIndicatorTotals } from './add-to-totals';
import { changeValue, type ChangeOfValue } from './correct-indicator-value';

export function retractIndicatorValue(dataSource: DataSource, viewer: Viewer, input: ChangeOfValue): Promise<Answer> {
  const decide = async (manager: EntityManager): Promise<RecordDecision[]> => [
    await changeValue(manager, viewer, input, null),
  ];
  return changeRecords(dataSource, viewer, {
    name: 'retractIndicatorValue',
    input,
    decide,
    writeDerived: addToIndicatorTotals,
  });
}
