/** Writes a table row by row in the format asked for, no faster than the output takes it. */
import type { Writable } from 'node:stream';
import { openCsvWriter } from './csv';
import { openNdjsonWriter } from './ndjson';
import { PLAIN_FORM, type SheetForm } from './sheet-form';
import type { OutColumn, TableWriter } from './table-writer';
import { openXlsxWriter } from './write-xlsx';

export type { OutColumn };

export const FORMATS = ['csv', 'xlsx', 'ndjson'] as const;
export type Format = (typeof FORMATS)[number];

/** The output stays open: the caller ends it. */
export function openTableWriter(
  format: Format,
  output: Writable,
  sheetName: string,
  columns: readonly OutColumn[],
  form: SheetForm = PLAIN_FORM,
): TableWriter {
  switch (format) {
    case 'csv':
      return openCsvWriter(output, columns, form);
    case 'ndjson':
      return openNdjsonWriter(output, columns);
    case 'xlsx':
      return openXlsxWriter(output, sheetName, columns, form);
  }
}
