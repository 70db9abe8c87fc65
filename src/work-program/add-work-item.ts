/** Adds an item to the work program of an organization. */
import type { DataSource, EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import { requireOpen } from '../closure/require-open';
import type { Answer } from '../change/answer';
import type { Day } from '../day';
import { changeRecords, type RecordChange } from '../record/change-records';
import { requireToChange } from '../change/require-organization';
import { requireYear } from '../change/require-number';
import { nextId } from '../record/save-rows';
import { requireDue } from './due';
import { placeInProgram } from './place-in-program';
import { optionalContent, optionalWhy, requireReceiver, requireTitle } from './require-content';
import { WORK_ITEM, WorkItemEventKind, type WorkItemRow } from './work-item-noun';
import { WorkItemStatus, type CentralBody, type WorkItemKind } from './work-item-words';

export interface NewWorkItem {
  organization?: string | null | undefined;
  year: number;
  number?: number | null | undefined;
  kind: WorkItemKind;
  title: string;
  titleEn?: string | null | undefined;
  legalBasis?: string | null | undefined;
  submittedTo?: CentralBody | null | undefined;
  dueQuarter?: number | null | undefined;
  dueOn?: Day | null | undefined;
  reason?: string | null | undefined;
  idempotencyKey?: string | null | undefined;
}

export async function addWorkItem(dataSource: DataSource, viewer: Viewer, input: NewWorkItem): Promise<Answer> {
  return changeRecords(dataSource, viewer, {
    name: 'addWorkItem',
    input,
    decide: async (manager) => [await decide(manager, viewer, input)],
  });
}

async function decide(manager: EntityManager, viewer: Viewer, input: NewWorkItem): Promise<RecordChange> {
  const organization = await requireToChange(manager, viewer, input.organization);
  await requireOpen(manager, [organization.id]);
  const year = requireYear(input.year, 'year');
  const { dueQuarter, dueOn } = requireDue(input, year);
  const content = {
    kind: input.kind,
    title: requireTitle(input.title),
    title_en: optionalContent(input.titleEn, 'titleEn'),
    legal_basis: optionalContent(input.legalBasis, 'legalBasis'),
    submitted_to: requireReceiver(input.submittedTo, organization),
    due_quarter: dueQuarter,
    due_on: dueOn,
  };
  const reason = optionalWhy(input.reason);
  const program = { organizationId: organization.id, year };
  const row: WorkItemRow = {
    number: await placeInProgram(manager, program, input.number),
    id: await nextId(manager, WORK_ITEM),
    organization_id: organization.id,
    year,
    ...content,
    status: WorkItemStatus.NOT_STARTED,
    status_on: null,
    withdrawn_on: null,
  };
  return { noun: WORK_ITEM, verb: WorkItemEventKind.ADDED, path: organization.path, reason, row };
}
