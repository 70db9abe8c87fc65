/** A noun whose things are recorded as they stand: each has one row, and each change of it one entry of the log with the whole row. */
import type { LogEntry } from '../feed/log-entry';
import { columnsOf } from './columns';

export interface RecordNoun {
  /** The kinds of its entries are `NAME.VERB`. */
  name: string;
  /** Its columns but `position` are the body of an entry; among them are `id` and `organization_id`. */
  table: string;
  /** Columns that filters ask for: the entries carry each with its value as a label. */
  labelled?: readonly string[];
  /** Columns that the table was given later: older entries of the log do not have them. */
  added?: readonly string[];
}

/** The columns of a row but its position, which the log gives. */
export type RecordRow = Record<string, unknown> & { id: number; organization_id: number };

export function kindOf(noun: RecordNoun, verb: string): string {
  return `${noun.name}.${verb}`;
}

export function labelOf(column: string, value: unknown): string {
  return `${column}:${String(value)}`;
}

/** The labels that an entry with the row carries. */
export function labelsOf({ labelled = [] }: RecordNoun, row: RecordRow): string[] {
  return labelled.map((column) => labelOf(column, row[column]));
}

/** The same, of the body of an entry in SQL. */
export function labelsInSql({ labelled = [] }: RecordNoun, body: string): string {
  return `ARRAY[${labelled.map((column) => `'${column}:' || (${body}->>'${column}')`).join(', ')}]::text[]`;
}

/** A thing as an entry of the log has it. */
export type Recorded<T> = T & { recorded: { position: number } };

/** The entity as of the entry: what the entry does not say, it does not have. */
export function recordOf<T extends object>(type: new () => T, { body, position }: LogEntry): Recorded<T> {
  const told = [...columnsOf(type)].filter(([, column]) => column in body);
  const properties = Object.fromEntries(told.map(([property, column]) => [property, body[column]]));
  return Object.assign(new type(), properties, { position, recorded: { position } });
}
