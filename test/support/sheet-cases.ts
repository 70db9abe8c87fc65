/** The files that `docs/sheets.md` shows the outcome of, and what each of them is an example of. */
import type { TrialOptions } from './try-sheet';

export interface SheetCase {
  /** Together in one import. */
  files: readonly string[];
  about: string;
  options?: TrialOptions;
  /** The options as somebody types them. */
  typed?: string;
}

const one = (file: string, about: string): SheetCase => ({ files: [file], about });

const withOptions = (file: string, about: string, typed: string, options: TrialOptions): SheetCase => {
  return { files: [file], about, typed, options };
};

/** One way of writing a day each. */
const DAYS: readonly SheetCase[] = [
  one('c-d01-2digit.csv', 'a year of two digits'),
  one('c-d02-iso-time.csv', 'a day with a time'),
  one('c-d03-iso-z.csv', 'a moment at midnight, in UTC'),
  one('c-d04-z-evening.csv', 'a moment in the evening in UTC, which is the next day in Viet Nam'),
  one('c-d05-dmy-time.csv', 'a day with midnight, as exports of databases have it'),
  one('c-d06-dmy-time2.csv', 'a day with hour and minute'),
  one('c-d07-ngay-thang.csv', 'a day in words'),
  one('c-d08-dash.csv', 'dashes'),
  one('c-d09-dots.csv', 'dots, without zeros'),
  one('c-d10-spaces.csv', 'spaces around the strokes'),
  one('c-d11-mon.csv', 'an English month, a year of two digits'),
  one('c-d12-mon4.csv', 'an English month'),
  one('c-d13-range.csv', 'two days of one month'),
  one('c-d14-range2.csv', 'two days in full'),
  one('c-d15-monthonly.csv', 'a month without a day'),
  one('c-d16-ymd-slash.csv', 'year first, with strokes'),
  one('c-d17-8digits.csv', 'eight digits'),
  one('c-d18-serial.csv', 'the number by which spreadsheets store a day'),
  one('c-d19-apos.csv', 'an apostrophe that kept it text'),
  one('c-d20-fullwidth.csv', 'full-width digits of an East Asian keyboard'),
  one('c-d21-feb29.csv', 'a day that is not in the calendar'),
  one('c-d22-buddhist.csv', 'a year of the Buddhist calendar'),
  one('c-d23-serialtime.csv', 'the number of a day, with a time'),
  one('c-d24-th.csv', 'a month as Vietnamese spreadsheets shorten it'),
  one('c-d25-backslash.csv', 'strokes the wrong way'),
  one('c-d26-year0.csv', 'a year that cannot be right'),
  one('c-d27-tab.csv', 'a tab before it'),
  one('c-d28-iso-1digit.csv', 'year first, without zeros'),
];

const INVISIBLE: readonly SheetCase[] = [
  one('c01-plain.csv', 'nothing unusual'),
  one('c14-nbsp-zwsp.csv', 'spaces that do not break and zero-width marks in headings and cells'),
  one('c14b-zwsp-code.csv', 'a zero-width space after a code'),
  one('c14c-zwsp-date.csv', 'a zero-width space after a day'),
  one('c14e-rtlmark-date.csv', 'marks of text direction in a day'),
  one('ffff.ndjson', 'a code that is not there, a character that is none (U+FFFF)'),
  one('s24-nul.csv', 'a NUL in a cell'),
  one('s25-ctrlz.csv', 'the end of a DOS file, Ctrl-Z'),
  one('s50-name-D-eth.csv', 'Ð (U+00D0) for Đ in a name'),
  one('s51-name-D-african.csv', 'Ɖ (U+0189) for Đ in a name'),
  one('s53-eth-heading.csv', 'Ð (U+00D0) for Đ in a heading'),
];

const FORMS: readonly SheetCase[] = [
  one('s01-title.csv', 'a title above, a total and signatures below'),
  one('s03-total-code.csv', 'a total in the column of codes'),
  one('s07-numbering-row.csv', 'numbers of columns, (1) (2) (3)'),
  one('s07b-numbering-row.csv', 'numbers of columns, 1 2 3'),
  one('s08-tworow-head.csv', '“Đại biểu” over “Triệu tập” and “Dự”'),
  one('s45-heading-newline.csv', 'headings of two lines, with a hint'),
  one('s46-heading-units.csv', 'hints and units in headings'),
  one('s52-optional-heading-unit.csv', 'a unit in the heading of a count'),
  {
    files: ['m10-campaign.json.txt'],
    about: 'a campaign file under another name',
  },
  one('num-org.csv', 'organizations of another campaign over this one'),
  {
    files: ['campaign.json', 'num-org.csv', 'num-plan.csv'],
    about: 'codes that look like numbers, days and powers of ten, in a campaign of their own (m10, renamed)',
    options: { isEmpty: true },
  },
  one('s34-gz.csv.gz', 'a compressed file'),
  one('s35-zip-with-csv.zip', 'an archive'),
  one('s40-pdf.csv', 'a PDF document named .csv'),
];

const WORKBOOKS: readonly SheetCase[] = [
  one('x02-1904.xlsx', 'days counted from 1904'),
  one('x02b-1904.xlsx', 'days counted from 1904'),
  one('x08-formula-nocache.xlsx', 'a formula without a result, in the column of days'),
  one('x08b-formula-code-nocache.xlsx', 'a formula without a result, in the column of codes'),
  one('x10-merged-two-row-head.xlsx', 'merged headings of two rows, and numbers of columns'),
  one('x10b-merged-code.xlsx', 'merged codes'),
  one('x12-instruction-sheet.xlsx', 'a sheet of instructions before the table'),
  withOptions('x12-instruction-sheet.xlsx', 'one sheet of it', '--sheet "Hướng dẫn"', { sheet: 'Hướng dẫn' }),
  one('x12b-chartsheet.xlsx', 'a sheet that is a chart'),
  one('x14b-space-last-row.xlsx', 'a space in the last row of a sheet'),
  one('x29-two-sheets-conflict.xlsx', 'two sheets that say different things of one congress'),
  one('y-counts-formula-nocache.xlsx', 'counts by formulas without results'),
  one('y-mdy-mixed.csv', 'a column that can only have the month first'),
  withOptions('y-mdy-mixed.csv', 'the same, without what is refused', '--skip-bad', { skipBad: true }),
  withOptions('y-mdy-mixed.csv', 'the same, as it was meant', '--dates mdy', { dates: 'mdy' }),
  one('y-space-cells.csv', 'cells of one space'),
  one('y-space-cells.xlsx', 'cells of one space'),
];

export const GIVEN: readonly { title: string; cases: readonly SheetCase[] }[] = [
  { title: 'Ways of writing a day', cases: DAYS },
  { title: 'What cannot be seen', cases: INVISIBLE },
  { title: 'Forms and files', cases: FORMS },
  { title: 'Workbooks, and columns as a whole', cases: WORKBOOKS },
];
