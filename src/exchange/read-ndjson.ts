/** Reads NDJSON, an object a line, as a table: the keys are its headings, in a row numbered 0. */
import { Problem } from '../problem';
import type { Cell, FileTable, TableRow } from './table';

export function readNdjson(text: string, name: string): FileTable {
  const columns = new Map<string, number>();
  const rows = text.split('\n').flatMap((line, index): TableRow[] => {
    if (line.trim() === '') return [];
    const cells: Cell[] = Array.from({ length: columns.size }, () => null);
    for (const [key, value] of Object.entries(parseLine(line, name, index + 1))) {
      const column = columns.get(key) ?? columns.size;
      columns.set(key, column);
      cells[column] = toCell(value, key, name, index + 1);
    }
    return cells.some((cell) => cell !== null) ? [{ number: index + 1, cells }] : [];
  });
  return { file: name, sheet: null, rows: [{ number: 0, cells: [...columns.keys()] }, ...rows] };
}

function parseLine(line: string, name: string, number: number): object {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Told below, with its number.
  }
  const message = `${name}, line ${number}: not a JSON object. Write one object a line, as {"code":"01","name":"Hà Nội"}.`;
  throw new Problem('BAD_USER_INPUT', message);
}

function toCell(value: unknown, key: string, name: string, line: number): Cell {
  if (value === null || value === '') return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw new Problem(
    'BAD_USER_INPUT',
    `${name}, line ${line}: "${key}" is a list or an object. Write a text, a number, true, false or null.`,
  );
}
