/** Reads a CSV file as a table of texts. */
import { unescapeFormula } from './escape-formula';
import { parseCsv } from './parse-csv';
import type { Cell, FileTable, TableRow } from './table';

export function readCsv(text: string, name: string): FileTable {
  const rows = parseCsv(text, name).records.map(({ line, fields }): TableRow => ({
    number: line,
    cells: fields.map(toCell),
  }));
  return { file: name, sheet: null, rows: rows.filter(({ cells }) => cells.some((cell) => cell !== null)) };
}

function toCell(field: string): Cell {
  return field === '' ? null : unescapeFormula(field);
}
