/** Loads the work program of an organization and year, with its figures as of a day, from what is known now. */
import type { Operation } from '../access/operation';
import type { Snapshot } from '../database/snapshot';
import type { Day } from '../day';
import { toCursor } from '../feed/cursor';
import { momentOf } from '../organization/campaign-facts';
import { groupBy } from '../group-by';
import type { Organization } from '../organization/organization';
import { quarterOf, showWorkItem } from './due';
import { statusAsOf, type StatusRecorded } from './status-course';
import { WorkItem } from './work-item';
import { WORK_ITEMS } from './work-item-noun';
import { isCompleted, WorkItemStatus } from './work-item-words';
import { WorkProgram, type WorkProgramQuarter } from './work-program';

/** As of today when `asOf` is null. That the viewer may see it was checked before. */
export async function loadWorkProgram(
  operation: Operation,
  organization: Organization,
  year: number,
  asOf: Day | null,
): Promise<WorkProgram> {
  const { snapshot } = operation;
  const { campaign, head } = await snapshot.once(momentOf);
  const day = asOf ?? campaign.today;
  const { id: organizationId } = organization;
  const stored = await snapshot.read((manager) =>
    manager.find(WorkItem, { where: { organizationId, year }, order: { number: 'ASC' } }),
  );
  const then = day < campaign.today ? await itemsOn(snapshot, stored, day) : stored;
  const known = day === campaign.today ? then : then.map((item) => Object.assign(item, { asOf: day }));
  const shown = known.map((item) => showWorkItem(item, day));
  const items = shown.filter(({ withdrawnOn }) => withdrawnOn === null);
  return Object.assign(new WorkProgram(), {
    organizationId,
    year,
    fixedOn: asOf,
    asOf: day,
    cursor: toCursor(head),
    position: head.position,
    ...countWorkItems(items),
    items,
    withdrawn: shown.filter(({ withdrawnOn }) => withdrawnOn !== null),
  });
}

interface Entry extends StatusRecorded {
  id: number;
  /** The business day on which it was recorded. */
  day: Day;
}

/**
 * As they were on a day that has passed. An item counts from the beginning of its year, whatever day it was entered; in the
 * year before, from the day it was entered.
 */
async function itemsOn(snapshot: Snapshot, items: readonly WorkItem[], day: Day): Promise<WorkItem[]> {
  const entries = await snapshot.query<Entry>(
    `SELECT subject AS id, day, body->>'status' AS status, body->>'status_on' AS "statusOn"
       FROM log_entry WHERE subject = ANY($1) AND kind = ANY($2) ORDER BY position`,
    [items.map(({ id }) => id), WORK_ITEMS.kinds],
  );
  const byItem = groupBy(entries, ({ id }) => id);
  return items.flatMap((item) => {
    const recorded = byItem.get(item.id) ?? [];
    if (day < `${item.year}-01-01` && day < (recorded[0]?.day ?? '')) return [];
    const { withdrawnOn } = item;
    const left = withdrawnOn !== null && withdrawnOn <= day ? withdrawnOn : null;
    return [Object.assign(new WorkItem(), item, statusAsOf(recorded, day), { withdrawnOn: left })];
  });
}

type Figures = Pick<
  WorkProgram,
  'total' | 'completed' | 'basicallyCompleted' | 'fullyCompleted' | 'remaining' | 'overdue' | 'byQuarter'
>;

/** Of items that are not withdrawn, as they are shown as of the day. */
export function countWorkItems(items: readonly WorkItem[]): Figures {
  const basicallyCompleted = items.filter(({ status }) => status === WorkItemStatus.BASICALLY_COMPLETED).length;
  const fullyCompleted = items.filter(({ status }) => status === WorkItemStatus.COMPLETED).length;
  const completed = basicallyCompleted + fullyCompleted;
  return {
    total: items.length,
    completed,
    basicallyCompleted,
    fullyCompleted,
    remaining: items.length - completed,
    overdue: countOverdue(items),
    byQuarter: [1, 2, 3, 4].map((quarter) => countQuarter(items, quarter)),
  };
}

function countQuarter(all: readonly WorkItem[], quarter: number): WorkProgramQuarter {
  const items = all.filter((item) => quarterOf(item) === quarter);
  const completed = items.filter(({ status }) => isCompleted(status)).length;
  const due = items.length;
  return { quarter, due, completed, remaining: due - completed, overdue: countOverdue(items) };
}

function countOverdue(items: readonly WorkItem[]): number {
  return items.filter(({ overdue }) => overdue).length;
}
