/** The sheet of figures: for each organization all levels together, then each level below it, then the pilots of each. */
import { LEVELS, type Level } from '../organization/level';
import { countsOf } from '../progress/figure';
import { figuresOf } from '../progress/figures';
import { readTotals } from '../progress/read-totals';
import { openSheet, toDayCell, type ExportedSheet, type ExportScope } from './export-scope';
import type { Cell } from './table';

const ORGANIZATIONS = `
  SELECT id, code, name, level FROM organization o
   WHERE $1::integer IS NULL OR o.path @> ARRAY[$1::integer]
   ORDER BY cardinality(path), code`;

interface OrganizationRow {
  id: number;
  code: string;
  name: string;
}

export function exportProgress(scope: ExportScope): Promise<ExportedSheet> {
  const asOf = toDayCell(scope.asOf ?? scope.moment.campaign.today);
  return openSheet(scope, ORGANIZATIONS, [scope.within], async (organizations: OrganizationRow[]) => {
    const ids = organizations.map(({ id }) => id);
    const totals = await readTotals((sql, parameters) => scope.snapshot.query(sql, parameters), ids, scope.asOf);
    return organizations.flatMap(({ id, code, name }) => {
      const own = totals.get(id) ?? [];
      return slicesOf(own).map(([level, pilot]): Cell[] => {
        const figures = figuresOf(countsOf(own, level, pilot));
        return [
          ...[code, name, level, pilot, asOf, figures.planned, figures.completed, figures.remaining, figures.overdue],
          ...[figures.pastDeadline, figures.completedOnTime, figures.completedLate, figures.postponed, figures.rate],
        ];
      });
    });
  });
}

type SheetSlice = readonly [level: Level | null, pilot: boolean | null];

/** A level, or its pilots, has a row where anything is planned. */
function slicesOf(totals: readonly number[]): SheetSlice[] {
  const isPlanned = ([level, pilot]: SheetSlice): boolean => countsOf(totals, level, pilot).planned > 0;
  const of = (pilot: true | null): SheetSlice[] => LEVELS.map((level) => [level, pilot] as const).filter(isPlanned);
  return [[null, null], ...of(null), ...of(true)];
}
