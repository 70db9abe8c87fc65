/** Changes an item of a work program: what it says, how far it is, and whether it still counts. */
import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import { may } from '../access/may';
import type { Viewer } from '../access/viewer';
import { fromGlobalId } from '../api/node';
import type { UseCase } from '../change/answer-mutation';
import { requireUnchanged } from '../change/if-position';
import { requireReason } from '../change/reason';
import { requireChange } from '../change/require-organization';
import type { Day } from '../day';
import { Problem } from '../problem';
import { changeRecords } from '../record/change-records';
import { shorten } from '../text/shorten';
import { placeInProgram } from './add-work-item';
import { basisOf } from './legal-basis';
import { decideStatus } from './decide-status';
import { requireDue } from './due';
import { optionalContent, requireTitle } from './require-content';
import type {
  ChangeWorkItemInput,
  OneWorkItem,
  SetWorkItemStatusInput,
  WithdrawWorkItemInput,
} from './work-item-inputs';
import { WORK_ITEM, WorkItemEventKind, type WorkItemRow } from './work-item-noun';
import { say } from '../words/message';

/** What is absent or null stays as it is; an empty English title or legal basis removes the one that was there. */
export const changeWorkItem = changeOfWorkItem<ChangeWorkItemInput>('changeWorkItem', {
  verb: WorkItemEventKind.CHANGED,
  decide: async (manager, { row: before, path }, input) => {
    const reason = requireReason(input.reason);
    const basis =
      input.legalBasis == null && input.legalBasisDocument == null ? {} : await basisOf(manager, path, input);
    const row: WorkItemRow = { ...before, ...contentOf(input, before), ...basis, ...dueOf(input, before) };
    const { number } = input;
    if (number != null && number !== before.number) {
      const program = { organizationId: before.organization_id, year: before.year };
      row.number = await placeInProgram(manager, program, number);
    }
    return isDeepStrictEqual(row, before) ? null : { row, reason };
  },
});

export const setWorkItemStatus = changeOfWorkItem<SetWorkItemStatusInput>('setWorkItemStatus', {
  verb: WorkItemEventKind.STATUS_SET,
  decide: (_manager, { row: before }, input, today) => {
    const { year, status, status_on: statusOn } = before;
    const decided = decideStatus({ status, statusOn, year }, input, today);
    if (decided === null) return null;
    return { row: { ...before, status: decided.status, status_on: decided.statusOn }, reason: decided.reason };
  },
});

/** From today on it does not count; it stays in the log, and in the list of those withdrawn. */
export const withdrawWorkItem = changeOfWorkItem<WithdrawWorkItemInput>('withdrawWorkItem', {
  verb: WorkItemEventKind.WITHDRAWN,
  decide: (_manager, { row: before }, input, today) => ({
    row: { ...before, withdrawn_on: today },
    reason: requireReason(input.reason),
  }),
});

interface DecidedItem {
  row: WorkItemRow;
  reason: string | null;
}

interface ChangeOfWorkItem<Input> {
  verb: WorkItemEventKind;
  /** Null when the same is recorded already; throws the Problem for which the change is refused. */
  decide: (
    manager: EntityManager,
    found: FoundWorkItem,
    input: Input,
    today: Day,
  ) => DecidedItem | null | Promise<DecidedItem | null>;
}

function changeOfWorkItem<Input extends OneWorkItem>(
  name: string,
  { verb, decide }: ChangeOfWorkItem<Input>,
): UseCase<Input> {
  return (dataSource, viewer, input) =>
    changeRecords(dataSource, viewer, {
      name,
      input,
      decide: async (manager, { today }) => {
        const found = await requireWorkItem(manager, viewer, input);
        const { path, position } = found;
        const decided = await decide(manager, found, input, today);
        return [decided === null ? { recordedAt: position } : { noun: WORK_ITEM, verb, path, ...decided }];
      },
    });
}

interface FoundWorkItem {
  row: WorkItemRow;
  /** Position of the last event that changed it. */
  position: number;
  path: number[];
}

/** One that the viewer may change, and that was not withdrawn. */
async function requireWorkItem(manager: EntityManager, viewer: Viewer, asked: OneWorkItem): Promise<FoundWorkItem> {
  const [found] = await manager.query<FoundWorkItem[]>(
    `SELECT to_jsonb(w) - 'position' AS row, w.position, o.path
       FROM work_item w JOIN organization o ON o.id = w.organization_id WHERE w.id = $1`,
    [internalId(asked.workItemId) ?? 0],
  );
  if (found === undefined || !may(viewer).see(found.path)) throw notFound(asked.workItemId);
  requireChange(viewer, found.path);
  requireUnchanged(say`The work item`, found, asked);
  if (found.row.withdrawn_on === null) return found;
  const message = say`The work item was withdrawn on ${found.row.withdrawn_on}. If it belongs to the program after all, add it again.`;
  throw new Problem('CONFLICT', message, { argument: 'workItemId' });
}

/** An item that was read as of a day carries that in its id. */
function internalId(workItemId: string): number | undefined {
  const parsed = fromGlobalId(workItemId);
  const [, digits] = /^(\d{1,9})(?:,\d{4}-\d{2}-\d{2})?$/.exec(parsed?.key ?? '') ?? [];
  return parsed?.type === 'WorkItem' && digits !== undefined ? Number(digits) : undefined;
}

function notFound(workItemId: string): Problem {
  const message = say`There is no work item with the id "${shorten(workItemId)}". Use an id exactly as the API gave it.`;
  return new Problem('NOT_FOUND', message, { argument: 'workItemId' });
}

function contentOf(input: ChangeWorkItemInput, before: WorkItemRow): Partial<WorkItemRow> {
  const { title, titleEn } = input;
  return {
    kind: input.kind ?? before.kind,
    title: title == null ? before.title : requireTitle(title),
    title_en: titleEn == null ? before.title_en : optionalContent(titleEn, 'titleEn'),
    submitted_to: input.submittedTo ?? before.submitted_to,
  };
}

function dueOf(input: ChangeWorkItemInput, { year }: WorkItemRow): Partial<WorkItemRow> {
  if (input.dueQuarter == null && input.dueOn == null) return {};
  const { dueQuarter, dueOn } = requireDue(input, year);
  return { due_quarter: dueQuarter, due_on: dueOn };
}
