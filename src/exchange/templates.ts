/** The forms that people fill in: which columns each has, and what is filled in already. One entry is one form. */
import type { Day } from '../day';
import type { Cell } from '../spreadsheet/table';
import { openSheet, toDayCell, type ExportedSheet, type ExportScope } from './export-scope';
import { exportOrganizations } from './export-state';
import { RECORD_TEMPLATES } from './record-templates';
import { toVersionCell } from './row-version';
import type { Template } from './template';

const REPORT = ['heldOn', 'delegatesSummoned', 'delegatesAttended', 'committeeElected', 'note'] as const;

export const TEMPLATES = {
  reports: {
    columns: ['organization', 'name', 'level', 'plannedOn', ...REPORT, 'version'],
    title: { en: 'Reports of congresses', vi: 'Báo cáo kết quả đại hội' },
    sheet: { en: 'Reports', vi: 'Báo cáo' },
    open: (scope) =>
      openCongresses(scope, "c.status IN ('PLANNED', 'POSTPONED')", (row) => [
        ...[row.code, row.name, row.level, toDayCell(row.plannedOn)],
        ...[null, null, null, null, null, toVersion(row)],
      ]),
  },
  corrections: {
    columns: ['organization', 'name', 'level', 'status', ...REPORT, 'reason', 'version'],
    title: { en: 'Corrections of reports', vi: 'Đính chính báo cáo kết quả đại hội' },
    sheet: { en: 'Corrections', vi: 'Đính chính' },
    open: (scope) =>
      openCongresses(scope, "c.status = 'COMPLETED'", (row) => [
        ...[row.code, row.name, row.level, row.status, toDayCell(row.heldOn), row.delegatesSummoned],
        ...[row.delegatesAttended, row.committeeElected, row.note, null, toVersion(row)],
      ]),
  },
  plans: {
    columns: ['organization', 'name', 'level', 'plannedOn', 'pilot', 'status', 'reason', 'version'],
    title: { en: 'Plans of congresses', vi: 'Kế hoạch tổ chức đại hội' },
    sheet: { en: 'Plans', vi: 'Kế hoạch' },
    // The status stays empty: with `postponed` in it, a new day would contradict it.
    open: (scope) =>
      openCongresses(scope, "(c.id IS NULL OR c.status IN ('PLANNED', 'POSTPONED'))", (row) => [
        ...[row.code, row.name, row.level, toDayCell(row.plannedOn), row.pilot, null, null, toVersion(row)],
      ]),
  },
  organizations: {
    columns: ['code', 'parent', 'name', 'nameEn', 'level', 'kind', 'region'],
    title: { en: 'Organizations', vi: 'Danh sách tổ chức' },
    sheet: { en: 'Organizations', vi: 'Tổ chức' },
    open: exportOrganizations,
  },
  documents: {
    columns: [
      ...(['organization', 'documentKind', 'number', 'issuedOn', 'issuedBy', 'title', 'link', 'ofCampaign'] as const),
      ...(['issuedByEn', 'titleEn'] as const),
    ],
    title: { en: 'Documents', vi: 'Danh mục văn bản' },
    sheet: { en: 'Documents', vi: 'Văn bản' },
    open: () => Promise.resolve(WITHOUT_ROWS),
  },
  ...RECORD_TEMPLATES,
} as const satisfies Record<string, Template>;

export type TemplateName = keyof typeof TEMPLATES;

const WITHOUT_ROWS: ExportedSheet = {
  total: 0,
  pages: { [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true, value: undefined }) }) },
};

interface Row {
  code: string;
  name: string;
  level: string;
  status: string | null;
  pilot: boolean | null;
  plannedOn: Day | null;
  heldOn: Day | null;
  delegatesSummoned: number | null;
  delegatesAttended: number | null;
  committeeElected: number | null;
  note: string | null;
  position: number | null;
  mark: string | null;
}

/** Of the organizations that are open, with their congresses where they have one. */
function openCongresses(scope: ExportScope, which: string, toCells: (row: Row) => Cell[]): Promise<ExportedSheet> {
  const sql = `
    SELECT o.code, o.name, o.level, c.status, c.pilot, c.planned_on AS "plannedOn", c.held_on AS "heldOn",
           c.delegates_summoned AS "delegatesSummoned", c.delegates_attended AS "delegatesAttended",
           c.committee_elected AS "committeeElected", c.note, c.position, entry.mark
      FROM organization o
      LEFT JOIN congress c ON c.organization_id = o.id
      LEFT JOIN log_entry entry ON entry.position = c.position
      LEFT JOIN closure ON closure.organization_id = o.id
     WHERE ($1::integer IS NULL OR o.path @> ARRAY[$1::integer]) AND closure.closed_on IS NULL AND ${which}
     ORDER BY o.code`;
  return openSheet(scope, sql, [scope.within], (rows: Row[]) => rows.map(toCells));
}

/** 0 where there is no congress yet. */
function toVersion({ position, mark }: Row): string {
  return toVersionCell({ position: position ?? 0, mark });
}
