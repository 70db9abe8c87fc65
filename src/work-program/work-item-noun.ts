/** Work items as records of the log. */
import type { Day } from '../day';
import { describeRecord } from '../record/describe-record';
import { recordOf, type RecordNoun, type RecordRow } from '../record/noun';
import { showWorkItem } from './due';
import { WorkItem } from './work-item';
import type { CentralBody, WorkItemKind, WorkItemStatus } from './work-item-words';

/** Filters ask for the items of a year, and for those of one organization alone. */
export const WORK_ITEM: RecordNoun = {
  name: 'WORK_ITEM',
  table: 'work_item',
  labelled: ['year', 'organization_id'],
  added: ['document_number', 'document_issued_on'],
};

export enum WorkItemEventKind {
  ADDED = 'ADDED',
  CHANGED = 'CHANGED',
  STATUS_SET = 'STATUS_SET',
  WITHDRAWN = 'WITHDRAWN',
}

export const WORK_ITEMS = describeRecord({
  noun: WORK_ITEM,
  type: WorkItem,
  typeName: 'WorkItem',
  field: 'workItem',
  words: 'work item',
  happens: {
    [WorkItemEventKind.ADDED]: 'A work item was added to a program.',
    [WorkItemEventKind.CHANGED]: 'What a work item says was changed: title, due, where it goes …',
    [WorkItemEventKind.STATUS_SET]: 'The status of a work item was set, or corrected.',
    [WorkItemEventKind.WITHDRAWN]: 'A work item was taken out of its program.',
  },
  toThing: (entry) => showWorkItem(recordOf(WorkItem, entry), entry.day),
});

/** The columns of the table but its position. */
export interface WorkItemRow extends RecordRow {
  year: number;
  number: number;
  kind: WorkItemKind;
  title: string;
  title_en: string | null;
  legal_basis: string | null;
  document_number: string | null;
  document_issued_on: Day | null;
  submitted_to: CentralBody | null;
  due_quarter: number | null;
  due_on: Day | null;
  status: WorkItemStatus;
  status_on: Day | null;
  withdrawn_on: Day | null;
}
