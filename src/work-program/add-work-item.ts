/** Adds an item to the work program of an organization. */
import type { DataSource, EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import type { Answer } from '../change/answer';
import { optionalReason } from '../change/reason';
import { requireToChange } from '../change/require-organization';
import { requireOpen } from '../closure/require-open';
import { Problem } from '../problem';
import { changeRecords, type RecordChange } from '../record/change-records';
import { nextId } from '../record/save-rows';
import { basisOf } from './legal-basis';
import { requireDue } from './due';
import { optionalContent, requireReceiver, requireTitle } from './require-content';
import type { AddWorkItemInput } from './work-item-inputs';
import { WORK_ITEM, WorkItemEventKind, type WorkItemRow } from './work-item-noun';
import { WorkItemStatus } from './work-item-words';
import { say } from '../words/message';

export function addWorkItem(dataSource: DataSource, viewer: Viewer, input: AddWorkItemInput): Promise<Answer> {
  return changeRecords(dataSource, viewer, {
    name: 'addWorkItem',
    input,
    decide: async (manager) => [await decide(manager, viewer, input)],
  });
}

async function decide(manager: EntityManager, viewer: Viewer, input: AddWorkItemInput): Promise<RecordChange> {
  const organization = await requireToChange(manager, viewer, input.organization);
  await requireOpen(manager, [organization.id]);
  const { year } = input;
  const { dueQuarter, dueOn } = requireDue(input, year);
  const content = {
    kind: input.kind,
    title: requireTitle(input.title),
    title_en: optionalContent(input.titleEn, 'titleEn'),
    ...(await basisOf(manager, organization.path, input)),
    submitted_to: requireReceiver(input.submittedTo, organization),
    due_quarter: dueQuarter,
    due_on: dueOn,
  };
  const reason = optionalReason(input.reason);
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

const MOST_ITEMS = 200;
const NUMBER = 'number';

interface Program {
  organizationId: number;
  year: number;
}

/** The number asked for, which no other item may have, withdrawn ones included; the next one when none is asked for. */
export async function placeInProgram(
  manager: EntityManager,
  { organizationId, year }: Program,
  asked: number | null | undefined,
): Promise<number> {
  const taken = await manager.query<{ number: number; title: string }[]>(
    'SELECT number, title FROM work_item WHERE organization_id = $1 AND year = $2 ORDER BY number',
    [organizationId, year],
  );
  const number = asked ?? (taken.at(-1)?.number ?? 0) + 1;
  if (number < 1 || number > MOST_ITEMS) throw asked == null ? full(year) : outside(number);
  const other = taken.find((each) => each.number === number);
  if (other === undefined) return number;
  const message = say`Number ${number} of the program of ${year} is taken by "${other.title}". Give another number, or none to get the next one.`;
  throw new Problem('CONFLICT', message, { argument: NUMBER });
}

function outside(actual: number): Problem {
  const message = say`number is ${actual}; the items of a program have numbers from 1 to ${MOST_ITEMS}.`;
  return new Problem('BAD_USER_INPUT', message, { argument: NUMBER, limit: MOST_ITEMS, actual });
}

function full(year: number): Problem {
  const message = say`Number ${MOST_ITEMS}, the last one, is taken in the program of ${year}. Give a number that is free.`;
  return new Problem('LIMIT', message, { argument: NUMBER, limit: MOST_ITEMS, actual: MOST_ITEMS + 1 });
}
