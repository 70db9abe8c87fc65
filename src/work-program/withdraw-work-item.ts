/** Takes an item out of the work program: from today on it does not count; it stays in the log and in the list of those withdrawn. */
import type { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer';
import type { Answer } from '../change/answer';
import { changeRecords } from '../record/change-records';
import { findWorkItem, type WorkItemReference } from './find-work-item';
import { requireWhy } from './require-content';
import { WORK_ITEM, WorkItemEventKind } from './work-item-noun';

type Input = WorkItemReference & { reason: string; idempotencyKey?: string | null | undefined };

export async function withdrawWorkItem(dataSource: DataSource, viewer: Viewer, input: Input): Promise<Answer> {
  return changeRecords(dataSource, viewer, {
    name: 'withdrawWorkItem',
    input,
    decide: async (manager, { today }) => {
      const { row, path } = await findWorkItem(manager, viewer, input);
      const reason = requireWhy(input.reason);
      const after = { ...row, withdrawn_on: today };
      return [{ noun: WORK_ITEM, verb: WorkItemEventKind.WITHDRAWN, path, reason, row: after }];
    },
  });
}
