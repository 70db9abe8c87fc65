/** The sheet of events, by position: each with the congress or the record after it. */
import { congressOf, sinceOf, type Origin } from '../congress/congress-entry';
import { toCondition } from '../feed/filter';
import type { LogEntry } from '../feed/log-entry';
import { isOfRecord, NOTHING_SAID, recordOfBody, ThingNumbers, type RecordKind } from '../history/event-row';
import { isOfStructure } from '../organization/structure-kinds';
import type { Cell } from '../spreadsheet/table';
import { toMarkCell, toRecordCell } from './event-cells';
import { openSheet, toDayCell, type ExportedSheet, type ExportScope } from './export-scope';
import { toReportCells } from './export-state';

type EventRow = LogEntry & { code: string | null };

export async function exportEvents(scope: ExportScope): Promise<ExportedSheet> {
  const condition = toCondition({ through: scope.within === null ? [] : [scope.within], labels: [] }, 1);
  const numbers = await numberThings(scope);
  // Totals are large, and no sheet has them.
  const sql = `
    SELECT position, recorded_at AS "recordedAt", day, entry.kind, actor, reason, subject AS "recordId", body, mark, o.code
      FROM (SELECT * FROM log_entry WHERE ${condition.sql}) AS entry
      LEFT JOIN organization o ON o.id = entry.path[cardinality(entry.path)]
     ORDER BY position`;
  return openSheet(scope, sql, condition.parameters, (rows: EventRow[]) => rows.map((row) => toCells(row, numbers)));
}

/** The records in the order in which they first appear in the log, each with a kind of its noun. */
const FIRST_APPEARANCES = `
  SELECT min(kind) AS kind, subject AS "recordId" FROM log_entry WHERE strpos(kind, '.') > 0
   GROUP BY split_part(kind, '.', 1), subject ORDER BY min(position)`;

/** A part of the log has the numbers of the whole; an export of the whole meets its things in their order. */
async function numberThings({ snapshot, within }: ExportScope): Promise<ThingNumbers> {
  const numbers = new ThingNumbers();
  if (within === null) return numbers;
  const first = await snapshot.query<{ kind: RecordKind; recordId: number }>(FIRST_APPEARANCES);
  for (const { kind, recordId } of first) numbers.numberOf(kind, recordId);
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
