/** Writes who is late below an organization, the most days first: a list to read, print and sort, as of one position. */
import type { Writable } from 'node:stream';
import { deadlineOf } from '../organization/campaign-facts';
import type { Congress } from '../congress/congress';
import { daysLateOn, dueOn } from '../congress/steps-of';
import type { Day } from '../day';
import type { Organization } from '../organization/organization';
import type { SheetLanguage } from '../spreadsheet/sheet-form';
import type { Cell } from '../spreadsheet/table';
import type { OutColumn } from '../spreadsheet/table-writer';
import { openTableWriter } from '../spreadsheet/write-table';
import { openSheet, toDayCell, type ExportScope } from './export-scope';
import { headingOf } from './sheet-columns';
import { writeValue } from './write-value';

export interface LateList {
  scope: ExportScope;
  within: Organization;
  format: 'csv' | 'xlsx';
  language: SheetLanguage;
  output: Writable;
  /** Called with how many rows there are, before any is read. */
  take: (rows: number) => void;
  /** Awaited now and then between two rows: others may have a turn. */
  rest: () => Promise<void>;
}

type LateRow = Pick<Congress, 'level' | 'pilot' | 'status' | 'plannedOn'> &
  Record<'code' | 'name', string> &
  Record<'parent' | 'branch', string | null>;

/** Those that the API calls overdue, in the order of its LATE_DESC. */
const LATE = (name: (organization: string) => string): string => `
  SELECT o.code, ${name('o')} AS name, ${name('parent')} AS parent, ${name('branch')} AS branch,
         c.level, c.pilot, c.status, c.planned_on AS "plannedOn"
    FROM congress c
    JOIN organization o ON o.id = c.organization_id
    LEFT JOIN organization parent ON parent.id = o.parent_id
    LEFT JOIN organization branch ON branch.id = o.path[2]
   WHERE c.status IN ('PLANNED', 'POSTPONED') AND c.sorted_due < $2
     AND ($1::integer IS NULL OR o.path @> ARRAY[$1::integer])
   ORDER BY c.sorted_due, c.sorted_code`;

/** Rows that are written at a stretch: some ten milliseconds. */
const ROWS_AT_ONCE = 250;

const NAMES: Readonly<Record<SheetLanguage, (organization: string) => string>> = {
  vi: (organization) => `${organization}.name`,
  en: (organization) => `COALESCE(${organization}.name_en, ${organization}.name)`,
};

export async function writeLate({ scope, within, format, language, output, take, rest }: LateList): Promise<void> {
  const { campaign, head } = scope.moment;
  const toRows = (rows: LateRow[]): Cell[][] => rows.map((row) => toCells(row, scope, language));
  const sheet = await openSheet(scope, LATE(NAMES[language]), [scope.within, campaign.today], toRows);
  take(sheet.total);
  const name = (language === 'en' ? within.nameEn : null) ?? within.name;
  const titles = titlesOf(name, { ...head, day: campaign.today, rows: sheet.total }, language);
  const writer = openTableWriter(format, output, NAME_OF_SHEET[language], columnsIn(language), { language, titles });
  for await (const { rows } of sheet.pages) {
    for (const [at, row] of rows.entries()) {
      if (at % ROWS_AT_ONCE === 0) await rest();
      await writer.write(row);
    }
  }
  await writer.end();
}

function toCells(row: LateRow, { moment: { campaign, head } }: ExportScope, language: SheetLanguage): Cell[] {
  const { code, name, parent, branch, level, pilot, status } = row;
  const deadline = deadlineOf(campaign, level);
  return [
    ...[code, name, parent, branch, writeValue(level, 'level', language), writeValue(pilot, 'pilot', language)],
    ...[toDayCell(dueOn(row, deadline)), toDayCell(deadline), daysLateOn(row, deadline, campaign.today)],
    ...[writeValue(status, 'status', language), toDayCell(campaign.today), head.position],
  ];
}

const NAME_OF_SHEET: Readonly<Record<SheetLanguage, string>> = { en: 'Overdue', vi: 'Quá hạn' };

/** Those that no other sheet has. */
const OWN_HEADINGS = {
  parent: { en: 'directly below', vi: 'Trực thuộc' },
  branch: { en: 'branch', vi: 'Đảng bộ trực thuộc Trung ương' },
  daysLate: { en: 'daysLate', vi: 'Số ngày quá hạn' },
} as const;

function columnsIn(language: SheetLanguage): OutColumn[] {
  return [
    { heading: headingOf('organization', language), kind: 'text', width: 16 },
    { heading: headingOf('name', language), kind: 'text', width: 50, wraps: true },
    { heading: OWN_HEADINGS.parent[language], kind: 'text', width: 40, wraps: true },
    { heading: OWN_HEADINGS.branch[language], kind: 'text', width: 32, wraps: true },
    { heading: headingOf('level', language), kind: 'text', width: 24 },
    { heading: headingOf('pilot', language), kind: language === 'vi' ? 'text' : 'flag', width: 10 },
    { heading: headingOf('dueOn', language), kind: 'day', width: 14 },
    { heading: headingOf('deadline', language), kind: 'day', width: 14 },
    { heading: OWN_HEADINGS.daysLate[language], kind: 'integer', width: 12 },
    { heading: headingOf('status', language), kind: 'text', width: 16 },
    { heading: headingOf('asOf', language), kind: 'day', width: 14 },
    { heading: headingOf('position', language), kind: 'integer', width: 14 },
  ];
}

interface Shown {
  day: Day;
  position: number;
  rows: number;
}

function titlesOf(name: string, { day, position, rows }: Shown, language: SheetLanguage): string[] {
  if (language === 'en') {
    return [`Overdue congresses: ${name}`, `As of ${day}, at position ${position} of the log. Number: ${rows}.`];
  }
  const written = day.split('-').reverse().join('/');
  return [
    `Đại hội quá hạn: ${name}`,
    `Tính đến hết ngày ${written}, vị trí ${position} trong nhật ký. Số đại hội: ${rows}.`,
  ];
}
