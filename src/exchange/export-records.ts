/** The sheets of records that people fill in: what is in force of values of indicators, ratings and declared totals. */
import type { Day } from '../day';
import { codeInSql } from '../indicator/indicator-key';
import type { Cell } from '../spreadsheet/table';
import { openSheet, toDayCell, type ExportedSheet, type ExportScope } from './export-scope';
import { toVersionCell } from './row-version';

interface Versioned {
  position: number;
  mark: string | null;
}

/** Each row ends with an empty reason, for whoever changes it, and its version. */
const BELOW = '($1::integer IS NULL OR o.path @> ARRAY[$1::integer])';

const VALUES = `
  SELECT o.code, o.name, ${codeInSql('v.indicator')} AS indicator, i.name AS "indicatorName", v.month, v.value,
         v.position, entry.mark
    FROM indicator_value v
    JOIN organization o ON o.id = v.organization_id
    JOIN indicator i ON i.code = v.indicator
    LEFT JOIN log_entry entry ON entry.position = v.position
   WHERE v.value IS NOT NULL AND ${BELOW}
   ORDER BY o.code, v.indicator, v.month`;

/** By organization, indicator and month; those that were taken back are in the log alone. */
export function exportValues(scope: ExportScope): Promise<ExportedSheet> {
  return openSheet(scope, VALUES, [scope.within], (rows: (Record<string, Cell> & Versioned)[]) =>
    rows.map(({ position, mark, ...row }) => [
      ...Object.values<Cell>(row),
      ...[null, toVersionCell({ position, mark })],
    ]),
  );
}

const RATINGS = `
  SELECT o.code, o.name, r.year, r.finished_on AS "finishedOn", r.excellent, r.good, r.satisfactory, r.unsatisfactory,
         r.unnamed, r.position, entry.mark
    FROM rating r
    JOIN organization o ON o.id = r.organization_id
    LEFT JOIN log_entry entry ON entry.position = r.position
   WHERE r.finished_on IS NOT NULL AND ${BELOW}
   ORDER BY o.code, r.year`;

/** By organization and year; those that were taken back are in the log alone. */
export function exportRatings(scope: ExportScope): Promise<ExportedSheet> {
  return openSheet(scope, RATINGS, [scope.within], (rows: (Record<string, Cell> & Versioned & { finishedOn: Day })[]) =>
    rows.map(({ position, mark, ...row }) => [
      ...Object.values<Cell>({ ...row, finishedOn: toDayCell(row.finishedOn) }),
      ...[null, toVersionCell({ position, mark })],
    ]),
  );
}

const DECLARATIONS = `
  SELECT o.code, o.name, d.level, d.completed, d.as_of AS "asOf", d.note, d.position, entry.mark
    FROM declaration d
    JOIN organization o ON o.id = d.organization_id
    LEFT JOIN log_entry entry ON entry.position = d.position
   WHERE NOT d.withdrawn AND ${BELOW}
   ORDER BY o.code, d.level NULLS FIRST`;

/** By organization and level, that of all levels first; those that were taken back are in the log alone. */
export function exportDeclarations(scope: ExportScope): Promise<ExportedSheet> {
  return openSheet(scope, DECLARATIONS, [scope.within], (rows: (Record<string, Cell> & Versioned & { asOf: Day })[]) =>
    rows.map(({ position, mark, ...row }) => [
      ...Object.values<Cell>({ ...row, asOf: toDayCell(row.asOf) }),
      ...[null, toVersionCell({ position, mark })],
    ]),
  );
}
