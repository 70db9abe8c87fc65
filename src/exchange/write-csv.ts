/** Writes CSV as Excel reads it: UTF-8 with its mark, commas, CRLF, and no text that it would take for a formula. */
import type { Writable } from 'node:stream';
import { escapeFormula } from './escape-formula';
import { openLineWriter, withoutDate, type OutColumn, type TableWriter } from './table-writer';

const MARK = '\uFEFF';

export function openCsvWriter(output: Writable, columns: readonly OutColumn[]): TableWriter {
  const head = columns.map(({ heading }) => heading);
  return openLineWriter(output, `${MARK}${toCsvLine(head)}\r\n`, (row) => {
    const fields = columns.map((column, index) => withoutDate(row[index] ?? null, column));
    return `${toCsvLine(fields)}\r\n`;
  });
}

/** Without the end of the line. */
export function toCsvLine(
  fields: readonly (string | number | boolean | null)[],
  delimiter = ',',
  escape = escapeFormula,
): string {
  return fields
    .map((field) => (typeof field === 'string' ? quote(escape(field)) : String(field ?? '')))
    .join(delimiter);
}

/** Where there is any delimiter in it, too: whoever looks for the delimiter must not find another one. */
function quote(text: string): string {
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
