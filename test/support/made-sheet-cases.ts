/** Files that four programs have made: layouts of offices, and the tricks of each program. */
import type { SheetCase } from './sheet-cases';

const one = (file: string, about: string): SheetCase => ({ files: [file], about });

const OPENPYXL_FORMS: readonly SheetCase[] = [
  one('openpyxl-printed-form.xlsx', 'a printed form: letterhead, three-row heading, groups, subtotals, signatures'),
  one('openpyxl-three-row-heading.xlsx', '“Trong đó: Nữ, Dân tộc” in a heading of three rows'),
  one('openpyxl-merged-districts.xlsx', 'districts merged down the left'),
  one('openpyxl-repeated-headings.xlsx', 'headings and totals on each page'),
  one('openpyxl-blank-edges-footnotes.xlsx', 'blank rows above, blank columns before, footnotes below'),
  one('openpyxl-two-tables.xlsx', 'what was held, and below it what was not'),
  one('openpyxl-second-table-larger.xlsx', 'two tables of which the second has more columns'),
  one('openpyxl-two-tables-beside.xlsx', 'two tables side by side'),
  one('openpyxl-sheet-per-district.xlsx', 'a sheet for each district, instructions, an empty sheet, a hidden list'),
  one('openpyxl-hidden-sheet-with-reports.xlsx', 'a hidden sheet that has reports, too'),
  one('openpyxl-hidden-rows.xlsx', 'rows that a filter hides, a hidden column, comments, a list to choose from'),
  one('openpyxl-total-first.xlsx', 'totals above, with the codes of districts'),
  one('openpyxl-two-language-headings.xlsx', 'headings in two languages, below each other and in one cell'),
  one('openpyxl-headings-only.xlsx', 'nothing but headings'),
  one('openpyxl-empty-sheets.xlsx', 'nothing at all'),
  one('openpyxl-wide-bordered.xlsx', '300 more columns, and empty rows with borders'),
  one('openpyxl-district-summary.xlsx', 'counts by district, without codes'),
  one('openpyxl-names-without-codes.xlsx', 'names without codes'),
  one('openpyxl-months-as-columns.xlsx', 'a column for each month'),
];

const OPENPYXL_CELLS: readonly SheetCase[] = [
  {
    files: ['campaign.json', 'openpyxl-number-formats.xlsx'],
    about: 'codes that are numbers with the formats 00 and 000000, in a campaign of their own',
    options: { isEmpty: true },
  },
  one('openpyxl-codes-lost-zeros.xlsx', 'a code of which only a 1 is left'),
  one('openpyxl-code-became-date.xlsx', 'a code that a spreadsheet has made a day'),
  one('openpyxl-line-break-in-code.xlsx', 'line breaks in headings and codes'),
  one('openpyxl-vietnamese-date-formats.xlsx', 'days in Vietnamese formats, and one as text'),
  one('openpyxl-american-swap.xlsx', 'typed days that a spreadsheet has read with the month first'),
  {
    files: ['openpyxl-american-swap.xlsx'],
    about: 'the same, vouched for: the plan of 2 May is reported too early',
    options: { dates: 'dmy' },
    typed: '--dates dmy',
  },
  one('openpyxl-time-serial.xlsx', 'one day as a cell with a time, one as a number, one as text'),
  one('openpyxl-half-days.xlsx', 'mornings, afternoons and hours'),
  one('openpyxl-days-without-year.xlsx', 'days whose year stands in the heading'),
  one('openpyxl-day-in-three-columns.xlsx', 'day, month and year in columns of their own'),
  one('openpyxl-plan-months.xlsx', 'months and quarters instead of days'),
  one('openpyxl-held-ticked.xlsx', 'a tick instead of a day'),
  one('openpyxl-status-words.xlsx', 'states in words'),
  one('openpyxl-count-texts.xlsx', 'counts with units, and two in one cell'),
  one('openpyxl-superscript-footnote.xlsx', 'a count with the raised number of a footnote, 118¹'),
  one('openpyxl-line-breaks-emoji.xlsx', 'a note of two lines with an emoji, spaces around everything'),
  one('openpyxl-formula-numbering.xlsx', 'numbers and totals by formulas without results'),
  one('openpyxl-formula-rows-to-come.xlsx', 'rows prepared with formulas, not filled in yet'),
  one('openpyxl-cross-sheet-formula.xlsx', 'values of another sheet, without results'),
  one('openpyxl-made-strict.xlsx', 'the strict form of OOXML, days as texts of ISO 8601'),
  one('openpyxl-tcvn3-names.xlsx', 'names in TCVN3'),
  one('openpyxl-vni-names.xlsx', 'names in VNI'),
  one('openpyxl-tcvn3-headings.xlsx', 'headings in TCVN3'),
  one('openpyxl-question-marks.xlsx', 'question marks in the places of letters'),
];

const EXCELJS: readonly SheetCase[] = [
  one('exceljs-rich-text.xlsx', 'codes, counts and headings with parts in bold and colours'),
  one('exceljs-formula-results.xlsx', 'formulas with their results, and one that failed'),
  one('exceljs-table-with-totals.xlsx', 'a table with a row of totals, in a protected sheet'),
  one('exceljs-inline-strings.xlsx', 'texts in the cells themselves; dd-mmm-yy'),
  one('exceljs-plan-groups.xlsx', 'groups A and B, boxes that are ticked or not'),
  one('exceljs-shifted-by-zone.xlsx', 'midnight in Viet Nam, written as the evening before'),
];

const SHEETJS: readonly SheetCase[] = [
  one('sheetjs-plain.xlsx', 'nothing unusual'),
  one('sheetjs-iso-dates.xlsx', 'days as texts of ISO 8601'),
  one('sheetjs-local-midnight.xlsx', 'days of a program that runs in Viet Nam'),
  one('sheetjs-local-serial.xlsx', 'the same, half a minute off'),
  one('sheetjs-json.xlsx', 'names of the API as headings'),
  one('sheetjs-booleans.xlsx', 'TRUE and FALSE'),
  one('sheetjs-macro.xlsm', 'a workbook that may have macros'),
  one('sheetjs-tabs.csv', 'tabs'),
  one('sheetjs-unicode.txt', 'UTF-16 with tabs'),
  one('sheetjs-old.xls', 'Excel 97'),
  one('sheetjs-oldest.xls', 'Excel 2'),
  one('sheetjs-binary.xlsb', 'a binary workbook'),
  one('sheetjs-web-page.xls', 'a web page named .xls'),
  one('sheetjs-spreadsheetml.xls', 'the XML of Excel 2003'),
];

const LIBREOFFICE: readonly SheetCase[] = [
  one('libreoffice-from-web-page.xlsx', 'a web page with merged headings, opened and saved'),
  one('libreoffice-vietnamese-csv.xlsx', 'a CSV file opened with Vietnamese settings'),
  one('libreoffice-american-csv.xlsx', 'the same opened with American settings'),
  one('libreoffice-long-dates-formulas.xlsx', '“ngày 05 tháng 02 năm 2025” as a format, formulas with results'),
  one('libreoffice-cross-sheet.xlsx', 'values of another sheet, and of one that is gone'),
  one('libreoffice-open-document.ods', 'OpenDocument'),
  one('libreoffice-old-format.xls', 'Excel 97'),
  one('libreoffice-page.xls', 'a web page named .xls'),
];

const OTHERS: readonly SheetCase[] = [
  one('as-excel-unicode-text.txt', '“Unicode Text”'),
  one('as-excel-sep-line.csv', 'a line sep=; before the headings'),
  one('as-excel-semicolons-trailing.csv', 'empty columns and rows at the end'),
  one('as-excel-superscript.csv', 'a count with the raised number of a footnote'),
  one('as-excel-windows-1258.csv', 'Windows-1258'),
  one('docx-table.docx', 'a text document named as what it is'),
];

export const MADE: readonly { title: string; cases: readonly SheetCase[] }[] = [
  { title: 'Made by openpyxl: forms', cases: OPENPYXL_FORMS },
  { title: 'Made by openpyxl: cells', cases: OPENPYXL_CELLS },
  { title: 'Made by exceljs', cases: EXCELJS },
  { title: 'Made by SheetJS', cases: SHEETJS },
  { title: 'Made by LibreOffice', cases: LIBREOFFICE },
  { title: 'As Excel and Word make them', cases: OTHERS },
];
