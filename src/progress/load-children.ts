/** Loads the progress of the direct children of organizations, many in one statement. */
import DataLoader from 'dataloader';
import { In } from 'typeorm';
import { may } from '../access/may';
import type { Operation } from '../access/operation';
import { groupBy } from '../group-by';
import type { Snapshot } from '../database/snapshot';
import type { Day } from '../day';
import { momentOf } from '../organization/campaign-facts';
import { Organization } from '../organization/organization';
import { loadProgress } from './load-progress';
import { ProgressOrder, type Progress } from './progress';

/** Use as `snapshot.once(childrenOf)`: children by code. */
export function childrenOf(snapshot: Snapshot): DataLoader<number, Organization[]> {
  return new DataLoader(async (parentIds) => {
    const children = await snapshot.read((manager) =>
      manager.find(Organization, { where: { parentId: In([...parentIds]) }, order: { code: 'ASC' } }),
    );
    const byParent = groupBy(children, (child) => child.parentId);
    return parentIds.map((id) => byParent.get(id) ?? []);
  });
}

export async function loadChildren(operation: Operation, parent: Progress, order: ProgressOrder): Promise<Progress[]> {
  const id = parent.path.at(-1) ?? 0;
  const children = await operation.snapshot.once(childrenOf).load(id);
  const asOf = await dayOfChildren(operation, parent);
  const visible = children.filter((child) => may(operation.viewer).seeTotals(child.path));
  const rows = await Promise.all(visible.map((child) => loadProgress(operation, child.path, { ...parent, asOf })));
  return sortRows(rows, order);
}

/** The day as of which what lies below is read; null for today. The day of an event that has passed is a day like any other. */
export async function dayOfChildren(operation: Operation, { fixedOn, asOf }: Progress): Promise<Day | null> {
  const { campaign } = await operation.snapshot.once(momentOf);
  return fixedOn ?? (asOf === campaign.today ? null : asOf);
}

/** Sorts rows that stand by code; the sort is stable, so equal rows still do. Pure. */
export function sortRows(rows: readonly Progress[], order: ProgressOrder): Progress[] {
  const byRate = (direction: number) => (a: Progress, b: Progress) => {
    if (a.rate === null || b.rate === null) return Number(a.rate === null) - Number(b.rate === null);
    // Compared as fractions: the rate is rounded. Of equal ones the larger are further ahead, as briefings rank them.
    return direction * (a.completed * b.planned - b.completed * a.planned || a.completed - b.completed);
  };
  const comparisons: Record<ProgressOrder, (a: Progress, b: Progress) => number> = {
    [ProgressOrder.CODE]: () => 0,
    [ProgressOrder.RATE_DESC]: byRate(-1),
    [ProgressOrder.RATE_ASC]: byRate(1),
    [ProgressOrder.COMPLETED_DESC]: (a, b) => b.completed - a.completed,
    [ProgressOrder.OVERDUE_DESC]: (a, b) => b.overdue - a.overdue,
  };
  return [...rows].sort(comparisons[order]);
}
