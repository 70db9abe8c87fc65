/** Reads a file as tables, whatever its format. */
import { readCsv } from './csv';
import { readNdjson } from './ndjson';
import { readXlsx, sheetNamed, visibleSheets } from './read-xlsx';
import { recogniseFile } from './recognise-file';
import type { FileTable } from './table';

export interface ReadingOptions {
  /** The only sheet of a workbook that is read, be it hidden or not. */
  sheet?: string | undefined;
}

/** The visible sheets of a workbook, or the one table of a CSV or NDJSON file. */
export async function readTables(path: string, { sheet }: ReadingOptions = {}): Promise<FileTable[]> {
  const file = await recogniseFile(path);
  switch (file.format) {
    case 'xlsx':
      return readXlsx(file.entries, file.name, sheet === undefined ? visibleSheets : sheetNamed(sheet, file.name));
    case 'csv':
      return [readCsv(file.text, file.name)];
    case 'ndjson':
      return [readNdjson(file.text, file.name)];
  }
}
