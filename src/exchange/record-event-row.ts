/** An event of a record as a file has it: which thing of its noun it is of, and the row after it. Pure. */
import type { Day } from '../day';

/** Those of records have a point in them, those of congresses have none. */
export type RecordKind = `${string}.${string}`;

export interface RecordEventRow {
  position: number;
  /** RFC 3339. */
  recordedAt: string;
  day: Day;
  /** `NOUN.VERB`. */
  kind: RecordKind;
  by: string | null;
  reason: string | null;
  organization: string | null;
  /** 1, 2, 3 … for each noun, in the order in which its things first stand in the log. */
  thing: number;
  /** All columns but the id, the organization and the position. */
  record: Record<string, unknown>;
}

export function isOfRecord(kind: string): kind is RecordKind {
  return kind.includes('.');
}

/** What was exported must be equal to what is exported of its copy: ids differ between the two, and these do not. */
export const NUMBERED_THINGS = `
  SELECT noun, subject, row_number() OVER (PARTITION BY noun ORDER BY first)::integer AS thing
    FROM (SELECT split_part(kind, '.', 1) AS noun, subject, min(position) AS first
            FROM log_entry WHERE strpos(kind, '.') > 0 GROUP BY 1, 2) AS thing`;

/** What an entry says of the thing itself. Ids are those of one database: another gives its own. */
export function recordOfBody(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { id: _id, organization_id: _organization, ...columns } = body;
  return columns;
}

/** The same text for the same value, in whatever order its keys come. */
export function toSortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => {
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}
