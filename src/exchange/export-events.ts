/** The sheet of events, by position: each with the congress or the record as of then. */
import { congressOf, sinceOf, type Origin } from '../congress/congress-entry';
import { toCondition } from '../feed/filter';
import type { LogEntry } from '../feed/log-entry';
import { isOfStructure } from '../organization/structure-kinds';
import { NOTHING_SAID } from './congress-fields';
import { toReportCells } from './export-congresses';
import { openSheet, toDayCell, type ExportedSheet, type ExportScope } from './export-scope';
import { toMarkCell } from './mark-cell';
import {
  FIRST_APPEARANCES,
  isOfRecord,
  recordOfBody,
  ThingNumbers,
  toRecordCell,
  type RecordKind,
} from './record-event-row';
import type { Cell } from './table';

type EventRow = LogEntry & { code: string | null };

export async function exportEvents(scope: ExportScope): Promise<ExportedSheet> {
  const condition = toCondition({ through: scope.within === null ? [] : [scope.within], labels: [] }, 1);
  const numbers = await numberThings(scope);
  // Totals are heavy, and stand in no sheet.
  const sql = `
    SELECT position, recorded_at AS "recordedAt", day, entry.kind, actor, reason, subject AS "recordId", body, mark, o.code
      FROM (SELECT * FROM log_entry WHERE ${condition.sql}) AS entry
      LEFT JOIN organization o ON o.id = entry.path[cardinality(entry.path)]
     ORDER BY position`;
  return openSheet(scope, sql, condition.parameters, (rows: EventRow[]) => rows.map((row) => toCells(row, numbers)));
}

/** A part of the log has the numbers of the whole; who goes through all of it meets its things in their order. */
async function numberThings({ snapshot, within }: ExportScope): Promise<ThingNumbers> {
  const numbers = new ThingNumbers();
  if (within === null) return numbers;
  const first = await snapshot.query<{ kind: RecordKind; subject: number }>(FIRST_APPEARANCES);
  for (const { kind, subject } of first) numbers.numberOf(kind, subject);
  return numbers;
}

function toCells(row: EventRow, numbers: ThingNumbers): Cell[] {
  const { position, recordedAt, day, kind, actor, reason, code, recordId, body } = row;
  const mark = toMarkCell(row.mark);
  const event = [position, recordedAt, toDayCell(day), kind, actor, reason, code];
  if (isOfRecord(kind)) {
    const thing = isOfStructure(kind) ? null : numbers.numberOf(kind, recordId ?? 0);
    const record = [thing, toRecordCell(recordOfBody(body))];
    return [...event, null, null, ...toReportCells(NOTHING_SAID), ...record, null, null, mark];
  }
  const congress = congressOf(row);
  const { byFile } = body as Origin;
  return [
    ...[...event, congress?.pilot ?? null, congress?.status ?? null],
    ...[...toReportCells(congress ?? NOTHING_SAID), null, null],
    ...[toDayCell(sinceOf(row)), byFile ?? null, mark],
  ];
}
