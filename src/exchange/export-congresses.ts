/** The sheet of congresses as they stand, by the code of the organization. */
import type { Congress } from '../congress/congress';
import { dueOn, isOnTime, isOverdue } from '../congress/steps-of';
import { deadlineOf } from '../organization/campaign-facts';
import { openSheet, toDayCell, type ExportedSheet, type ExportScope } from './export-scope';
import type { Cell } from './table';

type CongressRow = { code: string; name: string } & Pick<Congress, 'level' | 'pilot' | 'status'> & ReportedColumns;

export type ReportedColumns = Pick<
  Congress,
  'plannedOn' | 'heldOn' | 'delegatesSummoned' | 'delegatesAttended' | 'committeeElected' | 'note'
>;

const CONGRESSES = `
  SELECT o.code, o.name, c.level, c.pilot, c.status, c.planned_on AS "plannedOn", c.held_on AS "heldOn",
         c.delegates_summoned AS "delegatesSummoned", c.delegates_attended AS "delegatesAttended",
         c.committee_elected AS "committeeElected", c.note
    FROM congress c JOIN organization o ON o.id = c.organization_id
   WHERE $1::integer IS NULL OR o.path @> ARRAY[$1::integer]
   ORDER BY o.code`;

export function exportCongresses(scope: ExportScope): Promise<ExportedSheet> {
  const { campaign } = scope.moment;
  return openSheet(scope, CONGRESSES, [scope.within], (rows: CongressRow[]) =>
    rows.map((row) => {
      const deadline = deadlineOf(campaign, row.level);
      return [
        ...[row.code, row.name, row.level, row.pilot, row.status],
        ...toReportCells(row),
        ...[toDayCell(deadline), toDayCell(dueOn(row, deadline))],
        ...[isOverdue(row, deadline, campaign.today), row.heldOn === null ? null : isOnTime(row.heldOn, deadline)],
      ];
    }),
  );
}

/** From the planned day to the note, as both sheets that have congresses lay them out. */
export function toReportCells(congress: ReportedColumns): Cell[] {
  const { plannedOn, heldOn, delegatesSummoned, delegatesAttended, committeeElected, note } = congress;
  return [toDayCell(plannedOn), toDayCell(heldOn), delegatesSummoned, delegatesAttended, committeeElected, note];
}
