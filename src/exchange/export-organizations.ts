/** The sheet of organizations: parents before children, then by code. */
import { openSheet, type ExportedSheet, type ExportScope } from './export-scope';
import type { Cell } from './table';

const ORGANIZATIONS = `
  SELECT o.code, parent.code AS parent, o.name, o.name_en, o.level, o.kind, o.region
    FROM organization o LEFT JOIN organization parent ON parent.id = o.parent_id
   WHERE $1::integer IS NULL OR o.path @> ARRAY[$1::integer]
   ORDER BY cardinality(o.path), o.code`;

export function exportOrganizations(scope: ExportScope): Promise<ExportedSheet> {
  return openSheet(scope, ORGANIZATIONS, [scope.within], (rows: Record<string, Cell>[]) =>
    rows.map(Object.values<Cell>),
  );
}
