/** Says how far a work item is. */
import type { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer';
import type { Answer } from '../change/answer';
import { changeRecords } from '../record/change-records';
import { decideStatus, type StatusSetting } from './decide-status';
import { findWorkItem, type WorkItemReference } from './find-work-item';
import { WORK_ITEM, WorkItemEventKind } from './work-item-noun';

type Input = WorkItemReference & StatusSetting & { idempotencyKey?: string | null | undefined };

export async function setWorkItemStatus(dataSource: DataSource, viewer: Viewer, input: Input): Promise<Answer> {
  return changeRecords(dataSource, viewer, {
    name: 'setWorkItemStatus',
    input,
    decide: async (manager, { today }) => {
      const { row, path, position } = await findWorkItem(manager, viewer, input);
      const { year, status_on: statusOn } = row;
      const decided = decideStatus({ status: row.status, statusOn, year }, input, today);
      if (decided === null) return [{ recordedAt: position }];
      const { status, reason } = decided;
      const after = { ...row, status, status_on: decided.statusOn };
      return [{ noun: WORK_ITEM, verb: WorkItemEventKind.STATUS_SET, path, reason, row: after }];
    },
  });
}
