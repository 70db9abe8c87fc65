/** The sheet of events, by position: each with the congress as of then. */
import { congressOf } from '../congress/congress-body';
import { toCondition } from '../feed/filter';
import type { LogEntry } from '../feed/log-entry';
import { NOTHING_SAID } from './congress-fields';
import { toReportCells } from './export-congresses';
import { openSheet, toDayCell, type ExportedSheet, type ExportScope } from './export-scope';

type EventRow = LogEntry & { code: string | null };

export function exportEvents(scope: ExportScope): Promise<ExportedSheet> {
  const condition = toCondition({ through: scope.within === null ? [] : [scope.within], labels: [] }, 1);
  // Totals are heavy, and stand in no sheet.
  const sql = `
    SELECT position, recorded_at AS "recordedAt", day, entry.kind, actor, reason, subject, body, o.code
      FROM (SELECT * FROM log_entry WHERE ${condition.sql}) AS entry
      LEFT JOIN organization o ON o.id = (body ->> 'organizationId')::integer
     ORDER BY position`;
  return openSheet(scope, sql, condition.parameters, (rows: EventRow[]) =>
    rows.map((row) => {
      const congress = congressOf(row);
      return [
        ...[row.position, row.recordedAt, toDayCell(row.day), row.kind, row.actor, row.reason],
        ...[congress === null ? null : row.code, congress?.pilot ?? null, congress?.status ?? null],
        ...toReportCells(congress ?? NOTHING_SAID),
      ];
    }),
  );
}
