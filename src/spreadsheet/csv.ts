/** CSV as Excel has it: UTF-8 with its mark, CRLF, the separator of the language, and no text that it would take for a formula. */
import type { Writable } from 'node:stream';
import { parseCsv, type CsvRecord } from './parse-csv';
import {
  MESSAGE_HEADING,
  VERDICT_HEADING,
  type Cell,
  type FileTable,
  type HeadingPlace,
  type RowNote,
  type TableRow,
} from './table';
import { CUSTOMS, DELIMITERS, type SheetForm } from './sheet-form';
import { openLineWriter, withoutDate, writeChunk, type OutColumn, type TableWriter } from './table-writer';

const MARK = '\uFEFF';
const LINE_END = /(?:\r\n|\n|\r)$/;

export function readCsv(text: string, name: string): FileTable {
  const rows = parseCsv(text, name).records.map(({ line, fields }): TableRow => ({
    number: line,
    cells: fields.map(toCell),
  }));
  return { file: name, sheet: null, rows: rows.filter(({ cells }) => cells.some((cell) => cell !== null)), merges: [] };
}

function toCell(field: string): Cell {
  return field === '' ? null : unescapeFormula(field);
}

/** Days stay as 2025-02-28, which spreadsheets take for the same day in every country. */
export function openCsvWriter(
  output: Writable,
  columns: readonly OutColumn[],
  { language, delimiter: named }: SheetForm,
): TableWriter {
  const custom = CUSTOMS[language];
  const delimiter = DELIMITERS[named ?? custom.delimiter];
  const head = columns.map(({ heading }) => heading);
  const write = (chunk: string): Promise<void> => writeChunk(output, chunk);
  return openLineWriter(write, `${MARK}${toCsvLine(head, delimiter)}\r\n`, (row) => {
    const fields = columns.map((column, index) => {
      const field = withoutDate(row[index] ?? null, column);
      return column.kind === 'number' && typeof field === 'number' ? String(field).replace('.', custom.decimal) : field;
    });
    return `${toCsvLine(fields, delimiter)}\r\n`;
  });
}

/** Adds the verdicts at the end of the rows; what comes before them stays as it was, letter by letter. */
export function annotateCsv(
  text: string,
  name: string,
  notes: readonly RowNote[],
  headings: readonly HeadingPlace[],
): string {
  const { delimiter, records } = parseCsv(text, name);
  const added = new Map(notes.map(({ row, verdict, message }) => [row, [verdict, message ?? '']]));
  for (const { row } of headings) added.set(row, [VERDICT_HEADING, MESSAGE_HEADING]);
  const earlier = findEarlier(records, headings);
  const kept = earlier === undefined ? records : records.map((record) => cut(record, earlier, delimiter));
  const width = Math.max(...kept.map(({ fields }) => fields.length));
  const lineEnd = records.map(({ raw }) => LINE_END.exec(raw)?.[0]).find((end) => end !== undefined) ?? '\r\n';
  return kept
    .map(({ line, raw, fields }) => {
      const cells = added.get(line);
      if (cells === undefined) return raw;
      const tail = toCsvLine(cells, delimiter);
      const missing = delimiter.repeat(width - Math.max(1, fields.length) + 1);
      return `${raw.replace(LINE_END, '')}${missing}${tail}${LINE_END.exec(raw)?.[0] ?? lineEnd}`;
    })
    .join('');
}

/** Where the columns of an earlier run begin. */
function findEarlier(records: readonly CsvRecord[], headings: readonly HeadingPlace[]): number | undefined {
  const heading = records.find(({ line }) => headings.some(({ row }) => row === line));
  const column = heading?.fields.lastIndexOf(VERDICT_HEADING) ?? -1;
  return column > 0 && heading?.fields[column + 1] === MESSAGE_HEADING ? column : undefined;
}

function cut(record: CsvRecord, column: number, delimiter: string): CsvRecord {
  if (record.fields.length <= column) return record;
  const fields = record.fields.slice(0, column);
  // Written as they were read: what escapes a formula is still in them.
  const line = toCsvLine(fields, delimiter, (field) => field);
  return { ...record, fields, raw: `${line}${LINE_END.exec(record.raw)?.[0] ?? ''}` };
}

/** Without the end of the line. */
function toCsvLine(
  fields: readonly (string | number | boolean | null)[],
  delimiter = ',',
  escape = escapeFormula,
): string {
  return fields
    .map((field) => (typeof field === 'string' ? quote(escape(field)) : String(field ?? '')))
    .join(delimiter);
}

/** Whenever any delimiter is in it: a program that guesses the delimiter must not find another one. */
function quote(text: string): string {
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Excel takes the full-width ones for formulas as well. */
const SIGNS = '[=+\\-@\uff1d\uff0b\uff0d\uff20\\t\\r\\n]';
/** Texts that already begin with apostrophes before such a sign get one more, so that removing one restores every text. */
const TAKEN_FOR_FORMULA = new RegExp(`^'*${SIGNS}`);
const ESCAPED = new RegExp(`^'+${SIGNS}`);

/** Keeps a spreadsheet from taking the text for a formula: with an apostrophe before it. */
export function escapeFormula(text: string): string {
  return TAKEN_FOR_FORMULA.test(text) ? `'${text}` : text;
}

export function unescapeFormula(text: string): string {
  return ESCAPED.test(text) ? text.slice(1) : text;
}
