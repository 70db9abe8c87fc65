/** Loads the work program of an organization and year, as of a day by what is known now. */
import type { Operation } from '../access/operation';
import { groupBy } from '../group-by';
import type { Snapshot } from '../database/snapshot';
import type { Day } from '../day';
import { toCursor } from '../feed/cursor';
import { momentOf } from '../organization/campaign-facts';
import type { Organization } from '../organization/organization';
import { countWorkItems } from './count-work-items';
import { showWorkItem } from './show-work-item';
import { statusAsOf, type StatusRecorded } from './status-course';
import { WorkItem } from './work-item';
import { WORK_ITEM_KINDS } from './work-item-noun';
import { WorkProgram } from './work-program';

/** Today when `asOf` is null. Whether the viewer may see it has been asked before. */
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
    [items.map(({ id }) => id), WORK_ITEM_KINDS],
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
