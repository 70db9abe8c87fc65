/** Reads a file as tables, whatever its format. */
import { readCsv } from './csv';
import { readNdjson } from './ndjson';
import { everySheet, readXlsx, sheetNamed, visibleSheets } from './read-xlsx';
import { recogniseFile } from './recognise-file';
import type { FileTable } from './table';

export interface ReadingOptions {
  /** The only sheet of a workbook that is read, be it hidden or not. */
  sheet?: string | undefined;
  /** Hidden sheets as well, where they can be read. */
  hidden?: boolean | undefined;
}

/** The visible sheets of a workbook, or the one table of a CSV or NDJSON file. */
export async function readTables(path: string, { sheet, hidden = false }: ReadingOptions = {}): Promise<FileTable[]> {
  const file = await recogniseFile(path);
  switch (file.format) {
    case 'xlsx':
      if (sheet !== undefined) return readXlsx(file.entries, file.name, sheetNamed(sheet, file.name));
      return readXlsx(file.entries, file.name, hidden ? everySheet : visibleSheets);
    case 'csv':
      return [readCsv(file.text, file.name)];
    case 'ndjson':
      return [readNdjson(file.text, file.name)];
  }
}
