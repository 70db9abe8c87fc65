/** NDJSON, one object per line, as a table. */
import type { Writable } from 'node:stream';
import { Problem } from '../problem';
import { MESSAGE_HEADING, VERDICT_HEADING, type Cell, type FileTable, type RowNote, type TableRow } from './table';
import { openLineWriter, withoutDate, writeChunk, type OutColumn, type TableWriter } from './table-writer';
import { plain } from '../words/message';

/** The keys are its headings, in a row numbered 0. */
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
  return { file: name, sheet: null, rows: [{ number: 0, cells: [...columns.keys()] }, ...rows], merges: [] };
}

function parseLine(line: string, name: string, number: number): object {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // The problem below names the line.
  }
  const message = plain`${name}, line ${number}: not a JSON object. Write one object per line, such as {"code":"01","name":"Hà Nội"}.`;
  throw new Problem('BAD_USER_INPUT', message);
}

function toCell(value: unknown, key: string, name: string, line: number): Cell {
  if (value === null || value === '') return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw new Problem(
    'BAD_USER_INPUT',
    plain`${name}, line ${line}: "${key}" is a list or an object. Write a text, a number, true, false or null.`,
  );
}

/** Every object has every column, if only as null. */
export function openNdjsonWriter(output: Writable, columns: readonly OutColumn[]): TableWriter {
  const keys = columns.map(({ heading }) => JSON.stringify(heading));
  return openLineWriter(
    (chunk) => writeChunk(output, chunk),
    '',
    (row) => {
      const fields = columns.map((column, index) => {
        const value = withoutDate(row[index] ?? null, column);
        return `${keys[index] ?? ''}:${JSON.stringify(value === '' ? null : value)}`;
      });
      return `{${fields.join(',')}}\n`;
    },
  );
}

/** Adds the verdicts as two keys at the end of the objects. */
export function annotateNdjson(text: string, notes: readonly RowNote[]): string {
  const byLine = new Map(notes.map((note) => [note.row, note]));
  return text
    .split('\n')
    .map((line, index) => {
      const note = byLine.get(index + 1);
      const object = line.trim();
      if (object === '') return line;
      const old = JSON.parse(object) as Record<string, unknown>;
      if (note === undefined && !(VERDICT_HEADING in old)) return line;
      const { [VERDICT_HEADING]: _verdict, [MESSAGE_HEADING]: _message, ...own } = old;
      if (note === undefined) return JSON.stringify(own);
      return JSON.stringify({ ...own, [VERDICT_HEADING]: note.verdict, [MESSAGE_HEADING]: note.message });
    })
    .join('\n');
}
