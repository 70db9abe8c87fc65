/** A noun whose things are recorded as they stand: each has one row, and each change of it one entry of the log with the whole row. */

export interface RecordNoun {
  /** The kinds of its entries are `NAME.VERB`. */
  name: string;
  /** Its columns but `position` are the body of an entry; among them are `id` and `organization_id`. */
  table: string;
  /** What its entries carry for those who follow only some of them; nothing when absent. */
  labelsOf?: (row: Readonly<Record<string, unknown>>) => string[];
}

/** The columns of a row but its position, which the log gives. */
export type RecordRow = Record<string, unknown> & { id: number; organization_id: number };

export function kindOf(noun: RecordNoun, verb: string): string {
  return `${noun.name}.${verb}`;
}

/** The verb of an entry's kind: what happened to the thing. */
export function verbOf(kind: string): string {
  return kind.slice(kind.indexOf('.') + 1);
}
