/** What each of several events in one transaction says: totals that run along with them. */
import type { Day } from '../day';
import { mapInTurns } from '../process/turns';
import { addToTotals, type Step } from './step';
import { encodeTotals } from './totals-layout';

export interface PathChange {
  /** Ids from the root down to the organization. */
  path: readonly number[];
  steps: readonly Step[];
}

/**
 * For each change the totals of every organization on its path right after it, as entries store them. `final` holds the
 * totals after all changes; they are wound back and played again.
 */
export async function runningTotals(
  changes: readonly PathChange[],
  final: Map<number, number[]>,
  { today, layout }: { today: Day; layout: number },
): Promise<number[][]> {
  const current = new Map([...final].map(([id, totals]) => [id, [...totals]]));
  const apply = ({ path, steps }: PathChange, sign: number): void => {
    for (const id of path) addToTotals(totalsOf(current, id), steps, today, sign);
  };
  for (const change of changes) apply(change, -1);
  return mapInTurns(changes, (change) => {
    apply(change, 1);
    return encodeTotals(
      change.path.map((id) => totalsOf(current, id)),
      layout,
    );
  });
}

function totalsOf(current: Map<number, number[]>, id: number): number[] {
  const totals = current.get(id);
  if (totals === undefined) throw new Error(`The totals of organization ${id} were not read.`);
  return totals;
}
