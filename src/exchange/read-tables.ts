/** Reads the tables of a file: the visible sheets of a workbook, or the one table that CSV or NDJSON is. */
import { readCsv } from './read-csv';
import { readNdjson } from './read-ndjson';
import { readXlsx } from './read-xlsx';
import { recogniseFile } from './recognise-file';
import type { FileTable } from './table';

export async function readTables(path: string): Promise<FileTable[]> {
  const file = await recogniseFile(path);
  switch (file.format) {
    case 'xlsx':
      return readXlsx(file.bytes, file.entries, file.name);
    case 'csv':
      return [readCsv(file.text, file.name)];
    case 'ndjson':
      return [readNdjson(file.text, file.name)];
  }
}
