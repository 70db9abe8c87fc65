/** An event of a record as a file has it: which thing of its noun it is of, and the row after it. Pure. */
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Day } from '../day';
import { carriesTotals } from '../feed/log-entry';

/** Those of records have a point in them, those of congresses have none. */
export type RecordKind = `${string}.${string}`;

export interface RecordEventRow {
  position: number;
  /** RFC 3339. */
  recordedAt: string;
  day: Day;
  /** Null for one from before there were marks. */
  mark: string | null;
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

/** Or of the campaign and its organizations. */
export function isOfRecord(kind: string): kind is RecordKind {
  return !carriesTotals(kind);
}

/** The subjects of records in the order in which they first stand in the log, each with a kind of its noun. */
export const FIRST_APPEARANCES = `
  SELECT min(kind) AS kind, subject FROM log_entry WHERE strpos(kind, '.') > 0
   GROUP BY split_part(kind, '.', 1), subject ORDER BY min(position)`;

/** Numbers the things of each noun in the order in which it is asked for them. Ids would differ between a log and its copy. */
export class ThingNumbers {
  private readonly numbers = new Map<string, Map<number, number>>();

  numberOf(kind: RecordKind, subject: number): number {
    const noun = nounOf(kind);
    const numbers = this.numbers.get(noun) ?? new Map<number, number>();
    this.numbers.set(noun, numbers);
    const number = numbers.get(subject) ?? numbers.size + 1;
    numbers.set(subject, number);
    return number;
  }
}

export function nounOf(kind: RecordKind): string {
  return kind.slice(0, kind.indexOf('.'));
}

/** What an entry says of the thing itself. Ids are those of one database: another gives its own. */
export function recordOfBody(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { id: _id, organization_id: _organization, ...columns } = body;
  return columns;
}

/** JSON has a way to write them that XML can hold, too; of the controls it does so by itself. */
const BEYOND_XML = /[\ufffe\uffff]/g;

/** More than this is packed: a cell of a workbook holds 32,767 characters, and a published briefing is a long text. */
const LONGEST_PLAIN = 30_000;
const PACKED = 'gzip:';

/** The JSON of a record for a cell: long ones packed, as base64 of gzip. */
export function toRecordCell(record: Readonly<Record<string, unknown>>): string {
  const json = toSortedJson(record).replace(BEYOND_XML, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`);
  return json.length <= LONGEST_PLAIN ? json : `${PACKED}${gzipSync(json, { level: 9 }).toString('base64')}`;
}

/** The value of such a cell; throws when it is not one. */
export function fromRecordCell(text: string): unknown {
  if (!text.startsWith(PACKED)) return JSON.parse(text);
  const packed = Buffer.from(text.slice(PACKED.length), 'base64');
  return JSON.parse(gunzipSync(packed, { maxOutputLength: LONGEST_UNPACKED }).toString());
}

/** What a packed cell may unfold to: a small file must not fill the memory. */
const LONGEST_UNPACKED = 16 * 1024 * 1024;

/** The same text for the same value, in whatever order its keys come. */
export function toSortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => {
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}
