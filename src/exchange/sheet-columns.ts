/** The columns of sheets out: heading, format, width, and what may be filled in. Pure. */
import type { CampaignFacts } from '../organization/campaign-facts';
import { MOST_OF_INDICATOR } from '../indicator/decide-value';
import type { SheetLanguage } from '../spreadsheet/sheet-form';
import type { Allowed, OutColumn } from '../spreadsheet/table-writer';
import { COLUMNS, type ColumnKey } from './columns';
import { capitalise } from '../text/capitalise';
import { FLAGS, wordsOfColumn } from './write-value';

export interface ColumnSetting {
  language: SheetLanguage;
  /** Whether values are words for people. */
  isWorded: boolean;
  /** Null where nothing is to be filled in. */
  window: Pick<CampaignFacts, 'startsOn' | 'endsOn'> | null;
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
  ...(['title', 'titleEn', 'link', 'mark', 'version', 'indicator', 'indicatorName', 'unitOfMeasure', 'month'] as const),
];
const WIDTHS: Partial<Record<ColumnKey, number>> = {
  name: 50,
  nameEn: 50,
  indicator: 24,
  indicatorName: 50,
  level: 24,
  note: 40,
  reason: 40,
  recordedAt: 26,
  record: 60,
  title: 60,
  titleEn: 60,
  link: 40,
};
const WRAPPED: readonly ColumnKey[] = ['name', 'nameEn', 'note', 'reason', 'title', 'titleEn'];
/** A heading goes on in the next line rather than making its column wider than this. */
const WIDEST_BY_HEADING = 18;

export function columnOf(key: ColumnKey, isCount: boolean, setting: ColumnSetting): OutColumn {
  const { language, isWorded } = setting;
  const heading = headingOf(key, language);
  const kind = kindOf(key, isCount);
  const allowed = allowedIn(key, setting);
  return {
    heading,
    // What is written as a word is a text.
    kind: kind === 'flag' && isWorded ? 'text' : kind,
    width: WIDTHS[key] ?? Math.min(WIDEST_BY_HEADING, Math.max(14, heading.length + 2)),
    ...(WRAPPED.includes(key) && { wraps: true }),
    ...(allowed !== undefined && { allowed }),
  };
}

export function headingOf(key: ColumnKey, language: SheetLanguage): string {
  const word = COLUMNS[key][language];
  return language === 'vi' ? capitalise(word) : word;
}

/** `overdue` is a number in the sheet of figures, and a yes or no in that of congresses. */
function kindOf(key: ColumnKey, isCount: boolean): OutColumn['kind'] {
  if (DAYS.includes(key)) return 'day';
  if (TEXTS.includes(key)) return 'text';
  if (key === 'recordedAt') return 'instant';
  if (key === 'rate') return 'number';
  return FLAGS.includes(key) && !isCount ? 'flag' : 'integer';
}

/** The most that a count of people may tell (`src/congress/require.ts`). */
const MOST_PEOPLE = 5_000;
const MOST: Partial<Record<ColumnKey, number>> = {
  delegatesSummoned: MOST_PEOPLE,
  delegatesAttended: MOST_PEOPLE,
  committeeElected: MOST_PEOPLE,
  excellent: MOST_PEOPLE,
  good: MOST_PEOPLE,
  satisfactory: MOST_PEOPLE,
  unsatisfactory: MOST_PEOPLE,
  unnamed: MOST_PEOPLE,
  value: MOST_OF_INDICATOR,
  // It depends on the organization: an import knows how many it has.
  completed: 1_000_000,
};
/** Days that a campaign does not bound. */
const ANY_DAY = { startsOn: '2000-01-01', endsOn: '2099-12-31' };
const FILLED_IN: readonly ColumnKey[] = ['level', 'kind', 'status', 'documentKind', 'pilot', 'ofCampaign'];

const HINTS = {
  words: {
    en: 'Choose one of the list, or leave the cell empty.',
    vi: 'Hãy chọn một giá trị trong danh sách, hoặc để trống.',
  },
} as const;

function allowedIn(key: ColumnKey, { language, isWorded, window }: ColumnSetting): Allowed | undefined {
  if (window === null) return undefined;
  const most = MOST[key];
  if (most !== undefined) return { most, hint: hintOfCounts(most, language) };
  if (key === 'plannedOn' || key === 'heldOn' || key === 'asOf') return allowDays(window, language);
  if (key === 'finishedOn') return allowDays(ANY_DAY, language);
  const words = FILLED_IN.includes(key) ? wordsOfColumn(key, isWorded ? language : 'en') : undefined;
  return words && { words, hint: HINTS.words[language] };
}

function hintOfCounts(most: number, language: SheetLanguage): string {
  return language === 'en'
    ? `Write a whole number from 0 to ${most}, in digits only; leave the cell empty if it is not known.`
    : `Hãy ghi số nguyên từ 0 đến ${most}, chỉ gồm chữ số; chưa có số liệu thì để trống.`;
}

function allowDays(days: NonNullable<ColumnSetting['window']>, language: SheetLanguage): Allowed {
  return { from: days.startsOn, to: days.endsOn, hint: hintOfDays(days, language) };
}

function hintOfDays({ startsOn, endsOn }: NonNullable<ColumnSetting['window']>, language: SheetLanguage): string {
  if (language === 'en') return `Write a day from ${startsOn} to ${endsOn}, as year-month-day: 2025-02-28.`;
  const toVietnamese = (day: string): string => day.split('-').reverse().join('/');
  return `Hãy ghi ngày từ ${toVietnamese(startsOn)} đến ${toVietnamese(endsOn)}, theo thứ tự ngày/tháng/năm; nếu máy đảo ngày và tháng thì ghi năm-tháng-ngày.`;
}
