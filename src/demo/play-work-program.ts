/** Plays the work program of 2020 of the demo country: ten invented items, added before the year begins. */
import type { Day } from '../day';
import { WORK_ITEM, WorkItemEventKind, type WorkItemRow } from '../work-program/work-item-noun';
import { CentralBody, WorkItemKind, WorkItemStatus } from '../work-program/work-item-words';
import type { DemoRecord } from './demo-country';
import { Draw } from './draw';
import { DEMO_WORK_ITEMS, type DemoStep, type DemoWorkItem } from './list-work-items';

const YEAR = 2020;
const ADDED_ON = '2019-12-26';
/** Shown with every item: only their number is published. */
const LEGAL_BASIS = 'Chương trình công tác năm 2020; dữ liệu mô phỏng / generated';

type Row = Omit<WorkItemRow, 'id' | 'organization_id'>;

export function playWorkProgram(): DemoRecord[] {
  return DEMO_WORK_ITEMS.flatMap((item, index) => playItem(item, index + 1));
}

function playItem(item: DemoWorkItem, number: number): DemoRecord[] {
  const draw = new Draw(`work item ${YEAR} ${number}`);
  const entry = { noun: WORK_ITEM, organization: 'VN', key: `${YEAR} ${number}` };
  let row = newRow(item, number);
  const added = { ...entry, recordedAt: at(ADDED_ON, 8, number), verb: WorkItemEventKind.ADDED, reason: null, row };
  const steps = item.steps.map((step): DemoRecord => {
    row = { ...row, ...changeOf(step) };
    const recordedAt = at(step.on, draw.between(9, 16), draw.between(0, 59));
    const verb = step.status === undefined ? WorkItemEventKind.CHANGED : WorkItemEventKind.STATUS_SET;
    return { ...entry, recordedAt, verb, reason: step.reason ?? null, row };
  });
  return [added, ...steps];
}

function newRow({ kind, title, titleEn, submittedTo, dueQuarter, dueOn }: DemoWorkItem, number: number): Row {
  return {
    year: YEAR,
    number,
    kind: WorkItemKind[kind],
    title,
    title_en: titleEn,
    legal_basis: LEGAL_BASIS,
    document_number: null,
    document_issued_on: null,
    submitted_to: CentralBody[submittedTo],
    due_quarter: dueQuarter ?? null,
    due_on: dueOn ?? null,
    status: WorkItemStatus.NOT_STARTED,
    status_on: null,
    withdrawn_on: null,
  };
}

function changeOf({ on, status, dueOn }: DemoStep): Partial<Row> {
  return {
    ...(status === undefined ? {} : { status: WorkItemStatus[status], status_on: on }),
    ...(dueOn === undefined ? {} : { due_quarter: null, due_on: dueOn }),
  };
}

function at(day: Day, hour: number, minute: number): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${day}T${two(hour)}:${two(minute)}:00+07:00`;
}
