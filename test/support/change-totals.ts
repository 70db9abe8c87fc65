/** Writes totals of entries anew: in the layout that they had at first, or with figures that are false. */
import type { DataSource } from 'typeorm';
import { LogEntry } from '../../src/feed/log-entry';
import { FIGURES, offsetOf, type Figure, type Slice } from '../../src/progress/figure';
import { decodeTotals, encodeTotals } from '../../src/progress/totals-layout';

type Rows = number[][];

/** As the released version would have written all entries that are there. */
export function storeTotalsAsReleased(dataSource: DataSource): Promise<void> {
  return changeTotals(dataSource, 'true', (rows) => encodeTotals(rows, 1));
}

/** Adds to one figure of an organization on the path of an entry, which keeps its layout. */
export function addToStoredTotals(
  dataSource: DataSource,
  position: number,
  { depth, figure, by, ...slice }: Slice & { depth: number; figure: Figure; by: number },
): Promise<void> {
  return changeTotals(dataSource, `position = ${position}`, (rows, totals) => {
    const row = rows[depth] ?? [];
    const index = offsetOf(slice) + FIGURES.indexOf(figure);
    row[index] = (row[index] ?? 0) + by;
    return encodeTotals(rows, (totals[0] ?? 0) < 0 ? -(totals[0] ?? 0) : 1);
  });
}

async function changeTotals(
  dataSource: DataSource,
  which: string,
  change: (rows: Rows, totals: readonly number[]) => number[],
): Promise<void> {
  const entries = await dataSource.manager
    .createQueryBuilder(LogEntry, 'entry')
    .where(`strpos(kind, '.') = 0 AND ${which}`)
    .getMany();
  for (const { position, path, totals } of entries) {
    const rows = decodeTotals(totals, Math.max(1, path.length)).map((row) => row.map((count) => count ?? 0));
    await dataSource.manager.update(LogEntry, { position }, { totals: change(rows, totals) });
  }
}
