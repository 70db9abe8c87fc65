/** Loads the figures of regions: the counters of the organizations right below, added up by region, many in one statement. */
import DataLoader from 'dataloader';
import { may } from '../access/may';
import type { Operation } from '../access/operation';
import { groupBy } from '../group-by';
import type { Snapshot } from '../database/snapshot';
import type { Day } from '../day';
import { countsOf } from './figure';
import { figuresOf, RegionFigures } from './figures';
import { dayOfChildren } from './load-children';
import type { Progress } from './progress';
import { putCounts, SUMS, type CounterRow } from './read-totals';
import { emptyTotals } from './step';

interface RegionKey {
  organizationId: number;
  /** Null for today. */
  asOf: Day | null;
}

type RegionRow = CounterRow & { region: string };

/** `organizationId` is that of the organization above. */
function regionsIn(table: 'progress_current' | 'progress_day', condition: string): string {
  return `
  SELECT o.parent_id AS "organizationId", o.region, c.level, c.pilot, ${SUMS}
    FROM organization o JOIN ${table} c ON c.organization_id = o.id
   WHERE o.parent_id = ANY($1) AND o.region IS NOT NULL ${condition}
   GROUP BY o.parent_id, o.region, c.level, c.pilot`;
}

const TODAY = regionsIn('progress_current', '');
const AS_OF = regionsIn('progress_day', 'AND c.day <= $2');

/** Totals rows by region. Use as `snapshot.once(regionsOf)`. */
function regionsOf(snapshot: Snapshot): DataLoader<RegionKey, Map<string, number[]>, string> {
  const load = async (keys: readonly RegionKey[]): Promise<Map<string, number[]>[]> => {
    const byDay = groupBy(keys, (key) => key.asOf);
    const loaded = await Promise.all(
      [...byDay].map(async ([asOf, ofDay]) => {
        const ids = ofDay.map((key) => key.organizationId);
        const [sql, parameters] = asOf === null ? [TODAY, [ids]] : [AS_OF, [ids, asOf]];
        const rows = await snapshot.query<RegionRow>(sql, parameters);
        return [asOf, groupBy(rows, (row) => row.organizationId)] as const;
      }),
    );
    const found = new Map(loaded);
    return keys.map(({ organizationId, asOf }) => totalsByRegion(found.get(asOf)?.get(organizationId) ?? []));
  };
  return new DataLoader(load, { cacheKeyFn: ({ organizationId, asOf }) => `${organizationId} ${asOf ?? ''}` });
}

function totalsByRegion(rows: readonly RegionRow[]): Map<string, number[]> {
  const regions = new Map<string, number[]>();
  for (const row of rows) {
    const totals = regions.get(row.region) ?? emptyTotals();
    putCounts(totals, row);
    regions.set(row.region, totals);
  }
  return regions;
}

/** By the name of the region. Null where the viewer may not see what lies below: a part of a region is not the region. */
export async function loadRegions(operation: Operation, progress: Progress): Promise<RegionFigures[] | null> {
  const { path, level, pilot } = progress;
  if (!may(operation.viewer).see(path)) return null;
  const asOf = await dayOfChildren(operation, progress);
  const regions = await operation.snapshot.once(regionsOf).load({ organizationId: path.at(-1) ?? 0, asOf });
  return [...regions]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([region, totals]) =>
      Object.assign(new RegionFigures(), figuresOf(countsOf(totals, level, pilot)), { region }),
    );
}
