/** The sheets that show a state: organizations and congresses as they are, figures as of a day. */
import type { Congress } from '../congress/congress';
import { daysLateOn, dueOn, isOnTime } from '../congress/steps-of';
import { deadlineOf } from '../organization/campaign-facts';
import { LEVELS, type Level } from '../organization/level';
import type { Day } from '../day';
import { countsOf } from '../progress/figure';
import { figuresOf } from '../progress/figures';
import { readTotals } from '../progress/read-totals';
import type { Cell } from '../spreadsheet/table';
import { toVersionCell } from './row-version';
import { openSheet, toDayCell, type ExportedSheet, type ExportScope } from './export-scope';

const ORGANIZATIONS = `
  SELECT o.code, parent.code AS parent, o.name, o.name_en, o.level, o.kind, o.region
    FROM organization o LEFT JOIN organization parent ON parent.id = o.parent_id
   WHERE $1::integer IS NULL OR o.path @> ARRAY[$1::integer]
   ORDER BY cardinality(o.path), o.code`;

/** Parents before children, then by code. */
export function exportOrganizations(scope: ExportScope): Promise<ExportedSheet> {
  return openSheet(scope, ORGANIZATIONS, [scope.within], (rows: Record<string, Cell>[]) =>
    rows.map(Object.values<Cell>),
  );
}

const DOCUMENTS = `
  SELECT o.code, d.kind, d.number, d.issued_on AS "issuedOn", d.issued_by, d.issued_by_en, d.title, d.title_en, d.link,
         d.of_campaign
    FROM document d JOIN organization o ON o.id = d.organization_id
   WHERE d.withdrawn_on IS NULL AND ($1::integer IS NULL OR o.path @> ARRAY[$1::integer])
   ORDER BY cardinality(o.path), o.code, d.issued_on, d.number`;

/** Those that apply, by their organizations and then by day. */
export function exportDocuments(scope: ExportScope): Promise<ExportedSheet> {
  return openSheet(scope, DOCUMENTS, [scope.within], (rows: (Record<string, Cell> & { issuedOn: Day })[]) =>
    rows.map((row) => Object.values<Cell>({ ...row, issuedOn: toDayCell(row.issuedOn) })),
  );
}

type CongressRow = { code: string; name: string; mark: string | null } & Pick<
  Congress,
  'level' | 'pilot' | 'status' | 'position'
> &
  ReportedColumns;

type ReportedColumns = Pick<
  Congress,
  'plannedOn' | 'heldOn' | 'delegatesSummoned' | 'delegatesAttended' | 'committeeElected' | 'note'
>;

const CONGRESSES = `
  SELECT o.code, o.name, c.level, c.pilot, c.status, c.planned_on AS "plannedOn", c.held_on AS "heldOn",
         c.delegates_summoned AS "delegatesSummoned", c.delegates_attended AS "delegatesAttended",
         c.committee_elected AS "committeeElected", c.note, c.position, entry.mark
    FROM congress c JOIN organization o ON o.id = c.organization_id
    LEFT JOIN log_entry entry ON entry.position = c.position
   WHERE $1::integer IS NULL OR o.path @> ARRAY[$1::integer]
   ORDER BY o.code`;

/** By the code of the organization. */
export function exportCongresses(scope: ExportScope): Promise<ExportedSheet> {
  const { campaign } = scope.moment;
  return openSheet(scope, CONGRESSES, [scope.within], (rows: CongressRow[]) =>
    rows.map((row) => {
      const deadline = deadlineOf(campaign, row.level);
      return [
        ...[row.code, row.name, row.level, row.pilot, row.status],
        ...toReportCells(row),
        ...[toDayCell(deadline), toDayCell(dueOn(row, deadline))],
        ...[
          daysLateOn(row, deadline, campaign.today) !== null,
          row.heldOn === null ? null : isOnTime(row.heldOn, deadline),
        ],
        // For whoever changes the row.
        null,
        toVersionCell(row),
      ];
    }),
  );
}

/** From the planned day to the note, as the sheets of congresses and of events have them. */
export function toReportCells(congress: ReportedColumns): Cell[] {
  const { plannedOn, heldOn, delegatesSummoned, delegatesAttended, committeeElected, note } = congress;
  return [toDayCell(plannedOn), toDayCell(heldOn), delegatesSummoned, delegatesAttended, committeeElected, note];
}

const PLACES = `
  SELECT id, code, name, level FROM organization o
   WHERE $1::integer IS NULL OR o.path @> ARRAY[$1::integer]
   ORDER BY cardinality(path), code`;

interface OrganizationRow {
  id: number;
  code: string;
  name: string;
}

/** For each organization all levels together, then each level at or below it, then the pilots of each. */
export function exportProgress(scope: ExportScope): Promise<ExportedSheet> {
  const asOf = toDayCell(scope.asOf ?? scope.moment.campaign.today);
  return openSheet(scope, PLACES, [scope.within], async (organizations: OrganizationRow[]) => {
    const ids = organizations.map(({ id }) => id);
    const totals = await readTotals(
      (statement, parameters) => scope.snapshot.query(statement, parameters),
      ids,
      scope.asOf,
    );
    return organizations.flatMap(({ id, code, name }) => {
      const own = totals.get(id) ?? [];
      return slicesOf(own).map(([level, pilot]): Cell[] => {
        const figures = figuresOf(countsOf(own, level, pilot));
        return [
          ...[code, name, level, pilot, asOf, figures.planned, figures.completed, figures.remaining, figures.overdue],
          ...[figures.pastDeadline, figures.completedOnTime, figures.completedLate, figures.postponed, figures.rate],
          figures.dueByNow,
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
