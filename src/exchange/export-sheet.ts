/** Writes one sheet of an export, in the format and the language asked for. */
import type { Writable } from 'node:stream';
import { openTableWriter, type Format, type OutColumn } from '../spreadsheet/write-table';
import { COLUMNS, SHEETS, type ColumnKey } from './columns';
import { exportEvents } from './export-events';
import { exportDeclarations, exportRatings, exportValues } from './export-records';
import type { ExportedSheet, ExportScope } from './export-scope';
import { exportCongresses, exportDocuments, exportOrganizations, exportProgress } from './export-state';

export type SheetName = keyof typeof SHEETS;
export type SheetLanguage = 'en' | 'vi';

export const SHEET_NAMES = Object.keys(SHEETS) as SheetName[];

export interface SheetRequest {
  format: Format;
  language: SheetLanguage;
  /** Whether rows have their version: it is of one log, and a copy of the campaign has another. */
  versions?: boolean;
  output: Writable;
  /** How far it is. */
  show: (done: number, total: number) => void;
}

const OPEN: Record<SheetName, (scope: ExportScope) => Promise<ExportedSheet>> = {
  organizations: exportOrganizations,
  congresses: exportCongresses,
  events: exportEvents,
  documents: exportDocuments,
  values: exportValues,
  ratings: exportRatings,
  declarations: exportDeclarations,
  progress: exportProgress,
};

const TITLES: Record<SheetLanguage, Record<SheetName, string>> = {
  en: {
    organizations: 'Organizations',
    congresses: 'Congresses',
    events: 'Events',
    documents: 'Documents',
    values: 'Values of indicators',
    ratings: 'Ratings',
    declarations: 'Declared totals',
    progress: 'Progress',
  },
  vi: {
    organizations: 'Tổ chức',
    congresses: 'Đại hội',
    events: 'Sự kiện',
    documents: 'Văn bản',
    values: 'Số liệu chỉ tiêu',
    ratings: 'Xếp loại chất lượng',
    declarations: 'Tổng số tự khai',
    progress: 'Tiến độ',
  },
};

export async function exportSheet(scope: ExportScope, sheet: SheetName, request: SheetRequest): Promise<void> {
  const { format, language, versions = false, output, show } = request;
  const { total, pages } = await OPEN[sheet](scope);
  const keys: readonly ColumnKey[] = SHEETS[sheet];
  const columns = keys.filter((key) => versions || key !== 'version').map((key) => columnOf(key, sheet, language));
  const writer = openTableWriter(format, output, TITLES[language][sheet], columns);
  for await (const { done, rows } of pages) {
    for (const row of rows) await writer.write(row.slice(0, columns.length));
    show(done, total);
  }
  await writer.end();
}

const DAYS: readonly ColumnKey[] = [
  'plannedOn',
  'heldOn',
  'since',
  'deadline',
  'dueOn',
  'day',
  'asOf',
  'issuedOn',
  'finishedOn',
];
const TEXTS: readonly ColumnKey[] = [
  ...(['code', 'parent', 'name', 'nameEn', 'level', 'kind', 'region', 'organization', 'status', 'note'] as const),
  ...(['eventKind', 'by', 'reason', 'record', 'documentKind', 'number', 'issuedBy', 'issuedByEn'] as const),
  ...(['title', 'titleEn', 'link', 'indicator', 'indicatorName', 'month', 'version'] as const),
];
const WIDTHS: Partial<Record<ColumnKey, number>> = {
  name: 50,
  nameEn: 50,
  indicatorName: 50,
  level: 20,
  note: 40,
  reason: 40,
  recordedAt: 26,
  record: 60,
  title: 60,
  titleEn: 60,
  link: 40,
};

function columnOf(key: ColumnKey, sheet: SheetName, language: SheetLanguage): OutColumn {
  const word = COLUMNS[key][language];
  const heading = language === 'vi' ? word.charAt(0).toLocaleUpperCase('vi') + word.slice(1) : word;
  return { heading, kind: kindOf(key, sheet), width: WIDTHS[key] ?? Math.max(14, heading.length + 2) };
}

function kindOf(key: ColumnKey, sheet: SheetName): OutColumn['kind'] {
  if (DAYS.includes(key)) return 'day';
  if (TEXTS.includes(key)) return 'text';
  if (key === 'recordedAt') return 'instant';
  if (key === 'rate') return 'number';
  const isFlag =
    key === 'pilot' || key === 'onTime' || key === 'ofCampaign' || (key === 'overdue' && sheet === 'congresses');
  return isFlag ? 'flag' : 'integer';
}
