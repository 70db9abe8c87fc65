/** Reads the visible sheets of a workbook. Hidden rows, such as those that a filter hides, are read like all others. */
import type { Cell, FileTable, TableRow } from './table';
import { brokenWorkbook, isWhole, listSheets } from './workbook';
import type { ZipEntry } from './zip-archive';

const DAY_MILLISECONDS = 86_400_000;

export async function readXlsx(bytes: Buffer, entries: readonly ZipEntry[], name: string): Promise<FileTable[]> {
  const sheets = listSheets(entries);
  if (sheets === undefined || sheets.length === 0) throw brokenWorkbook(name);
  const tables: FileTable[] = [];
  for (const sheet of sheets.filter(({ isVisible }) => isVisible)) {
    if (!isWhole(entries, sheet.part)) throw brokenWorkbook(name);
    tables.push({ file: name, sheet: sheet.name, rows: await readRows(bytes, sheet.name, name), merges: [] });
  }
  return tables;
}

async function readRows(bytes: Buffer, sheet: string, name: string): Promise<TableRow[]> {
  // Loaded on demand: a server never needs it.
  const { streamXlsxRows } = await import('hucre/xlsx');
  const rows: TableRow[] = [];
  try {
    for await (const { index, values } of streamXlsxRows(bytes, { sheet })) {
      const cells = values.map(toCell);
      const length = cells.findLastIndex((cell) => cell !== null) + 1;
      if (length > 0) rows.push({ number: index + 1, cells: cells.slice(0, length) });
    }
  } catch {
    throw brokenWorkbook(name);
  }
  return rows;
}

/** A moment becomes its day: a workbook knows no time zones, and its days arrive as midnight UTC. */
function toCell(value: unknown): Cell {
  if (typeof value === 'string') return value === '' ? null : value;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (!(value instanceof Date)) return null;
  return new Date(Math.floor(value.getTime() / DAY_MILLISECONDS) * DAY_MILLISECONDS);
}
