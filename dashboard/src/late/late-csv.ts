/** Who is late as CSV for Excel, just as the server writes it: UTF-8 with its mark, CRLF, the separator of the language, no text that is taken for a formula. */
import type { LateCongressFragment, Level } from '../../generated/operations.ts';
import { nameIn, type Language } from '../words/language.ts';

const MARK = '\uFEFF';
const SEPARATORS: Record<Language, string> = { vi: ';', en: ',' };

const HEADINGS: Record<Language, readonly string[]> = {
  vi: [
    ...['Mã tổ chức', 'Tên tổ chức', 'Trực thuộc', 'Đảng bộ trực thuộc Trung ương', 'Cấp', 'Đại hội điểm'],
    ...['Ngày đến hạn', 'Thời hạn của cấp', 'Số ngày quá hạn', 'Trạng thái', 'Tính đến ngày', 'Vị trí trong nhật ký'],
  ],
  en: [
    ...['organization', 'name', 'directly below', 'branch', 'level', 'pilot'],
    ...['dueOn', 'deadline', 'daysLate', 'status', 'asOf', 'position'],
  ],
};

/** Those that the import understands again. */
const LEVELS: Record<Level, string> = {
  CENTRAL: 'Trung ương',
  CENTRALLY_RUN: 'Trực thuộc trung ương',
  UPPER_GRASSROOTS: 'Cấp trên trực tiếp cơ sở',
  GRASSROOTS: 'Cơ sở',
};
const STATUSES: Record<LateCongressFragment['status'], string> = {
  PLANNED: 'Kế hoạch',
  POSTPONED: 'Tạm hoãn',
  COMPLETED: 'Hoàn thành',
  CANCELLED: 'Hủy',
};

export interface ReadAt {
  asOf: string;
  position: number;
}

type Field = string | number | boolean | null;

export function writeLateCsv(rows: readonly LateCongressFragment[], at: ReadAt, language: Language): string {
  const lines = [HEADINGS[language], ...rows.map((row) => toFields(row, at, language))];
  return MARK + lines.map((fields) => `${toLine(fields, SEPARATORS[language])}\r\n`).join('');
}

function toFields(row: LateCongressFragment, { asOf, position }: ReadAt, language: Language): Field[] {
  const { organization, level, pilot, status, dueOn, deadline, daysLate } = row;
  const { code, ancestors } = organization;
  const fromAbove = [...ancestors].reverse();
  const [, branch] = [...fromAbove, organization];
  const parent = ancestors[0];
  const isWorded = language === 'vi';
  return [
    ...[code, nameIn(organization, language)],
    ...[parent ? nameIn(parent, language) : null, branch ? nameIn(branch, language) : null],
    isWorded ? LEVELS[level] : level,
    isWorded ? (pilot ? 'Có' : 'Không') : pilot,
    ...[dueOn, deadline, daysLate, isWorded ? STATUSES[status] : status, asOf, position],
  ];
}

function toLine(fields: readonly Field[], separator: string): string {
  return fields
    .map((field) => (typeof field === 'string' ? quote(escapeFormula(field)) : String(field ?? '')))
    .join(separator);
}

/** Whenever any separator is in it: a program that guesses must not find another one. */
function quote(text: string): string {
  return /[",;\t\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** Excel takes the full-width signs for those of a formula as well; apostrophes before one get one more, so that removing it restores the text. */
const TAKEN_FOR_FORMULA = /^'*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n]/;

function escapeFormula(text: string): string {
  return TAKEN_FOR_FORMULA.test(text) ? `'${text}` : text;
}
