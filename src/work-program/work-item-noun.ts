/** Work items as records of the log. */
import { kindOf, type RecordNoun, type RecordRow } from '../record/noun';
import type { Day } from '../day';
import type { CentralBody, WorkItemKind, WorkItemStatus } from './work-item-words';

/** Filters ask for the items of a year, and for those of one organization alone. */
export const WORK_ITEM: RecordNoun = {
  name: 'WORK_ITEM',
  table: 'work_item',
  labelled: ['year', 'organization_id'],
};

export enum WorkItemEventKind {
  ADDED = 'ADDED',
  CHANGED = 'CHANGED',
  STATUS_SET = 'STATUS_SET',
  WITHDRAWN = 'WITHDRAWN',
}

export const WORK_ITEM_KINDS: readonly string[] = Object.values(WorkItemEventKind).map((verb) =>
  kindOf(WORK_ITEM, verb),
);

/** The columns of the table but its position. */
export interface WorkItemRow extends RecordRow {
  year: number;
  number: number;
  kind: WorkItemKind;
  title: string;
  title_en: string | null;
  legal_basis: string | null;
  submitted_to: CentralBody | null;
  due_quarter: number | null;
  due_on: Day | null;
  status: WorkItemStatus;
  status_on: Day | null;
  withdrawn_on: Day | null;
}
