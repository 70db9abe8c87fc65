/** Writes NDJSON: an object a line, in which every column stands, if only as null. */
import type { Writable } from 'node:stream';
import { openLineWriter, withoutDate, type OutColumn, type TableWriter } from './table-writer';

export function openNdjsonWriter(output: Writable, columns: readonly OutColumn[]): TableWriter {
  const keys = columns.map(({ heading }) => JSON.stringify(heading));
  return openLineWriter(output, '', (row) => {
    const fields = columns.map((column, index) => {
      const value = withoutDate(row[index] ?? null, column);
      return `${keys[index] ?? ''}:${JSON.stringify(value === '' ? null : value)}`;
    });
    return `{${fields.join(',')}}\n`;
  });
}
