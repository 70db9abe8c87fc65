/** Indicators for the small country of imports, and what is recorded there, as rows that tests can compare. */
import type { DataSource } from 'typeorm';
import { Role, type Viewer } from '../../src/access/viewer';
import { addIndicator } from '../../src/indicator/add-indicator';
import { OverMonths, OverOrganizations } from '../../src/indicator/adding-up';

export async function rootViewer(dataSource: DataSource): Promise<Viewer> {
  const [root] = await dataSource.query<{ path: number[] }[]>('SELECT path FROM organization WHERE parent_id IS NULL');
  return { subject: 'admin', role: Role.ADMIN, path: root!.path, publicTotals: true };
}

export async function defineIndicators(dataSource: DataSource): Promise<void> {
  const viewer = await rootViewer(dataSource);
  const adding = { overOrganizations: OverOrganizations.SUM, overMonths: OverMonths.SUM };
  for (const [code, name, unit] of [
    ['training.classes', 'Lớp bồi dưỡng', 'lớp'],
    ['training.people', 'Lượt người được bồi dưỡng', 'lượt'],
  ] as const) {
    const last = code === 'training.people' ? { overMonths: OverMonths.LAST } : {};
    await addIndicator(dataSource, viewer, { code, name, nameEn: name, unit, unitEn: unit, ...adding, ...last });
  }
}

const rowsOf = async (dataSource: DataSource, sql: string): Promise<unknown[][]> =>
  (await dataSource.query<Record<string, unknown>[]>(sql)).map((row) => Object.values(row));

/** With the last event of each, and its reason. */
export const recordedValues = (dataSource: DataSource): Promise<unknown[][]> =>
  rowsOf(
    dataSource,
    `SELECT o.code, v.indicator, v.month, v.value, split_part(e.kind, '.', 2) AS verb, e.reason
       FROM indicator_value v JOIN organization o ON o.id = v.organization_id JOIN log_entry e USING (position)
      ORDER BY o.code, v.indicator, v.month`,
  );

export const recordedRatings = (dataSource: DataSource): Promise<unknown[][]> =>
  rowsOf(
    dataSource,
    `SELECT o.code, r.year, r.finished_on, r.excellent, r.good, r.satisfactory, r.unsatisfactory, r.unnamed,
            split_part(e.kind, '.', 2) AS verb, e.reason
       FROM rating r JOIN organization o ON o.id = r.organization_id JOIN log_entry e USING (position)
      ORDER BY o.code, r.year`,
  );

export const recordedDeclarations = (dataSource: DataSource): Promise<unknown[][]> =>
  rowsOf(
    dataSource,
    `SELECT o.code, d.level, d.completed, d.as_of, d.note, e.reason
       FROM declaration d JOIN organization o ON o.id = d.organization_id JOIN log_entry e USING (position)
      ORDER BY o.code, d.level NULLS FIRST`,
  );
