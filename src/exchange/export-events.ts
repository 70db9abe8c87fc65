/** The sheet of events, by position: each with the congress or the record as of then. */
import { congressOf } from '../congress/congress-body';
import { toCondition } from '../feed/filter';
import type { LogEntry } from '../feed/log-entry';
import { NOTHING_SAID } from './congress-fields';
import { toReportCells } from './export-congresses';
import { openSheet, toDayCell, type ExportedSheet, type ExportScope } from './export-scope';
import { isOfRecord, NUMBERED_THINGS, recordOfBody, toSortedJson } from './record-event-row';

type EventRow = LogEntry & { code: string | null; thing: number | null };

export function exportEvents(scope: ExportScope): Promise<ExportedSheet> {
  const condition = toCondition({ through: scope.within === null ? [] : [scope.within], labels: [] }, 1);
  // Totals are heavy, and stand in no sheet. Things are numbered over the whole log, whatever part of it is shown.
  const sql = `
    SELECT entry.position, recorded_at AS "recordedAt", day, entry.kind, actor, reason, entry.subject, body, o.code,
           numbered.thing
      FROM (SELECT * FROM log_entry WHERE ${condition.sql}) AS entry
      LEFT JOIN organization o ON o.id = entry.path[cardinality(entry.path)]
      LEFT JOIN (${NUMBERED_THINGS}) AS numbered
        ON numbered.noun = split_part(entry.kind, '.', 1) AND numbered.subject = entry.subject
     ORDER BY entry.position`;
  return openSheet(scope, sql, condition.parameters, (rows: EventRow[]) =>
    rows.map((row) => {
      const ofRecord = isOfRecord(row.kind);
      const congress = ofRecord ? null : congressOf(row);
      return [
        ...[row.position, row.recordedAt, toDayCell(row.day), row.kind, row.actor, row.reason],
        ...[row.code, congress?.pilot ?? null, congress?.status ?? null],
        ...toReportCells(congress ?? NOTHING_SAID),
        ...[row.thing, ofRecord ? toSortedJson(recordOfBody(row.body)) : null],
      ];
    }),
  );
}
