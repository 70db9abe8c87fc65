/** Writes a table row by row, in the format asked for: no faster than the output takes it. */
import type { Writable } from 'node:stream';
import { openCsvWriter } from './write-csv';
import { openNdjsonWriter } from './write-ndjson';
import { openXlsxWriter } from './write-xlsx';
import type { OutColumn, TableWriter } from './table-writer';

export type { OutColumn, TableWriter };

export const FORMATS = ['csv', 'xlsx', 'ndjson'] as const;
export type Format = (typeof FORMATS)[number];

/** Whoever opened the output ends it. */
export function openTableWriter(
  format: Format,
  output: Writable,
  sheetName: string,
  columns: readonly OutColumn[],
): TableWriter {
  switch (format) {
    case 'csv':
      return openCsvWriter(output, columns);
    case 'ndjson':
      return openNdjsonWriter(output, columns);
    case 'xlsx':
      return openXlsxWriter(output, sheetName, columns);
  }
}
