/** Loads the progress of the direct children of organizations, many in one statement. */
import DataLoader from 'dataloader';
import { may } from '../access/may';
import type { Operation } from '../access/operation';
import type { Connection } from '../api/connection';
import { readPage, readSorted } from '../api/keyset';
import type { AskedPage } from '../api/page';
import { groupBy } from '../group-by';
import type { Snapshot } from '../database/snapshot';
import type { Day } from '../day';
import { momentOf } from '../organization/campaign-facts';
import { knowOrganizations } from '../organization/load-organization';
import type { Organization } from '../organization/organization';
import { readBelow } from '../organization/read-organizations';
import { loadEach } from './load-progress';
import { COMPARISONS, KEY_VALUES, keyOf } from './order-children';
import { ProgressOrder, type Progress } from './progress';

/** Use as `snapshot.once(childrenOf)`: children by code. */
export function childrenOf(snapshot: Snapshot): DataLoader<number, Organization[]> {
  return new DataLoader(async (parentIds) => {
    const children = knowOrganizations(snapshot, await readBelow(snapshot, parentIds));
    const byParent = groupBy(children, (child) => child.parentId);
    return parentIds.map((id) => byParent.get(id) ?? []);
  });
}

/** All of them, by code. */
export async function loadChildren(operation: Operation, parent: Progress): Promise<Progress[]> {
  const children = await findChildren(operation, parent);
  const asOf = await dayOfChildren(operation, parent);
  return loadEach(operation, children.map(pathOf), { ...parent, asOf });
}

/** A page of them. The totals of the others are read only where the order needs them. */
export async function pageChildren(
  operation: Operation,
  parent: Progress,
  order: ProgressOrder,
  page: AskedPage,
): Promise<Connection<Progress>> {
  const children = await findChildren(operation, parent);
  const asOf = await dayOfChildren(operation, parent);
  const load = (some: readonly Organization[]) => loadEach(operation, some.map(pathOf), { ...parent, asOf });
  const isByName = order === ProgressOrder.CODE || order === ProgressOrder.NAME;
  const read = isByName ? [] : await load(children);
  const rows = children.map((node, at) => {
    const { completed, planned, overdue } = read[at] ?? NOT_READ;
    const { code, name } = node;
    return { key: keyOf(order, { completed, planned, overdue, code, name }), node };
  });
  const cursors = { list: `progress.${order}`, values: KEY_VALUES[order] };
  return readPage(cursors, page, readSorted(rows, COMPARISONS[order], load));
}

const pathOf = ({ path }: Organization): readonly number[] => path;

const NOT_READ = { completed: 0, planned: 0, overdue: 0 };

async function findChildren(operation: Operation, { path }: Progress): Promise<Organization[]> {
  const children = await operation.snapshot.once(childrenOf).load(path.at(-1) ?? 0);
  return children.filter((child) => may(operation.viewer).seeTotals(child.path));
}

/** The day as of which what lies below is read; null for today. The day of an event that has passed is a day like any other. */
export async function dayOfChildren(operation: Operation, { fixedOn, asOf }: Progress): Promise<Day | null> {
  const { campaign } = await operation.snapshot.once(momentOf);
  return fixedOn ?? (asOf === campaign.today ? null : asOf);
}
