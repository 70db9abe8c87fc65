/** Writes one sheet of an export, in the format and the language asked for. */
import type { Writable } from 'node:stream';
import type { DelimiterName, SheetForm, SheetLanguage } from '../spreadsheet/sheet-form';
import type { Cell } from '../spreadsheet/table';
import { openTableWriter, type Format } from '../spreadsheet/write-table';
import type { ColumnKey } from './columns';
import { exportEvents } from './export-events';
import { exportDeclarations, exportRatings, exportValues } from './export-records';
import type { ExportedSheet, ExportScope } from './export-scope';
import { exportCongresses, exportDocuments, exportOrganizations, exportProgress } from './export-state';
import { columnOf } from './sheet-columns';
import { SHEETS } from './sheets';
import { writeValue } from './write-value';

export type { SheetLanguage };
export type SheetName = keyof typeof SHEETS;

export const SHEET_NAMES = Object.keys(SHEETS) as SheetName[];

/** A sheet as it goes out. */
export interface OutgoingSheet {
  format: Format;
  output: Writable;
  form: SheetForm;
  title: string;
  columns: readonly ColumnKey[];
  /** Whether people fill it in: days of the campaign and words of lists are then offered. */
  isFilledIn: boolean;
  /** Whether it has numbers where another sheet has yes and no. */
  isOfCounts?: boolean;
  /** How far it is. */
  show: (done: number, total: number) => void;
}

export interface SheetRequest {
  format: Format;
  language: SheetLanguage;
  /** Of CSV; that of the language when left out. */
  delimiter?: DelimiterName | undefined;
  /** Whether rows of what people correct come back: they have room for a reason then, and their version, which is of one log. */
  versions?: boolean;
  output: Writable;
  show: OutgoingSheet['show'];
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

/** Of what people correct by sheets: a copy of a campaign has another log, and nothing to explain. */
const OF_FORMS: readonly ColumnKey[] = ['reason', 'version'];

export async function exportSheet(scope: ExportScope, sheet: SheetName, request: SheetRequest): Promise<void> {
  const { format, language, delimiter, versions = false, output, show } = request;
  const keys: readonly ColumnKey[] = SHEETS[sheet];
  await writeOut(scope, await OPEN[sheet](scope), {
    format,
    output,
    form: { language, ...(delimiter !== undefined && { delimiter }) },
    title: TITLES[language][sheet],
    columns: keys.filter((key) => versions || sheet === 'events' || !OF_FORMS.includes(key)),
    isFilledIn: sheet !== 'events' && sheet !== 'progress',
    isOfCounts: sheet === 'progress',
    show,
  });
}

export async function writeOut(scope: ExportScope, { total, pages }: ExportedSheet, out: OutgoingSheet): Promise<void> {
  const { format, output, form, title, isFilledIn, isOfCounts = false, show } = out;
  // Programs read NDJSON: whatever its headings, its values are those of the API.
  const valueLanguage = format === 'ndjson' ? 'en' : form.language;
  const setting = {
    language: form.language,
    isWorded: valueLanguage === 'vi',
    window: isFilledIn ? scope.moment.campaign : null,
  };
  const columns = out.columns.map((key) => columnOf(key, isOfCounts, setting));
  const writer = openTableWriter(format, output, title, columns, form);
  const write = (cell: Cell | undefined, key: ColumnKey): Cell => writeValue(cell ?? null, key, valueLanguage);
  for await (const { done, rows } of pages) {
    for (const row of rows) await writer.write(out.columns.map((key, index) => write(row[index], key)));
    show(done, total);
  }
  await writer.end();
}
