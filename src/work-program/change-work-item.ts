/** Changes what a work item says: its title, when it is due, where it goes. */
import { isDeepStrictEqual } from 'node:util';
import type { DataSource, EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import type { Answer } from '../change/answer';
import type { Day } from '../day';
import { changeRecords, type RecordDecision } from '../record/change-records';
import { requireDue } from './due';
import { findWorkItem, type WorkItemReference } from './find-work-item';
import { placeInProgram } from './place-in-program';
import { optionalContent, requireTitle, requireWhy } from './require-content';
import { WORK_ITEM, WorkItemEventKind, type WorkItemRow } from './work-item-noun';
import type { CentralBody, WorkItemKind } from './work-item-words';

/** What is absent or null stays as it is; an empty English title or legal basis takes away the one that was there. */
export interface WorkItemChange extends WorkItemReference {
  number?: number | null | undefined;
  kind?: WorkItemKind | null | undefined;
  title?: string | null | undefined;
  titleEn?: string | null | undefined;
  legalBasis?: string | null | undefined;
  submittedTo?: CentralBody | null | undefined;
  dueQuarter?: number | null | undefined;
  dueOn?: Day | null | undefined;
  reason: string;
  idempotencyKey?: string | null | undefined;
}

export async function changeWorkItem(dataSource: DataSource, viewer: Viewer, input: WorkItemChange): Promise<Answer> {
  return changeRecords(dataSource, viewer, {
    name: 'changeWorkItem',
    input,
    decide: async (manager) => [await decide(manager, viewer, input)],
  });
}

async function decide(manager: EntityManager, viewer: Viewer, input: WorkItemChange): Promise<RecordDecision> {
  const { row: before, path, position } = await findWorkItem(manager, viewer, input);
  const reason = requireWhy(input.reason);
  const row: WorkItemRow = { ...before, ...contentOf(input, before), ...dueOf(input, before) };
  const { number } = input;
  if (number != null && number !== before.number) {
    const program = { organizationId: before.organization_id, year: before.year };
    row.number = await placeInProgram(manager, program, number);
  }
  if (isDeepStrictEqual(row, before)) return { recordedAt: position };
  return { noun: WORK_ITEM, verb: WorkItemEventKind.CHANGED, path, reason, row };
}

function contentOf(input: WorkItemChange, before: WorkItemRow): Partial<WorkItemRow> {
  const { title, titleEn, legalBasis } = input;
  return {
    kind: input.kind ?? before.kind,
    title: title == null ? before.title : requireTitle(title),
    title_en: titleEn == null ? before.title_en : optionalContent(titleEn, 'titleEn'),
    legal_basis: legalBasis == null ? before.legal_basis : optionalContent(legalBasis, 'legalBasis'),
    submitted_to: input.submittedTo ?? before.submitted_to,
  };
}

function dueOf(input: WorkItemChange, { year }: WorkItemRow): Partial<WorkItemRow> {
  if (input.dueQuarter == null && input.dueOn == null) return {};
  const { dueQuarter, dueOn } = requireDue(input, year);
  return { due_quarter: dueQuarter, due_on: dueOn };
}
