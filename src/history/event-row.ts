/** An event of a log as a file has it: of a congress or the business day, of a record, or of the campaign and its organizations. Pure. */
import { stringify } from 'safe-stable-stringify';
import type { CongressEventKind, CongressStatus } from '../congress/congress-event-kind';
import type { Day } from '../day';
import type { StructureKind } from '../organization/structure-kinds';
import { Problem } from '../problem';
import { plain } from '../words/message';

/** What a row says of a congress; null where it says nothing. */
export interface CongressFields {
  pilot: boolean | null;
  status: CongressStatus | null;
  plannedOn: Day | null;
  /** The first day on which the plan holds that the row makes. */
  since: Day | null;
  heldOn: Day | null;
  delegatesSummoned: number | null;
  delegatesAttended: number | null;
  committeeElected: number | null;
  note: string | null;
  reason: string | null;
}

export const NOTHING_SAID: CongressFields = {
  pilot: null,
  status: null,
  plannedOn: null,
  since: null,
  heldOn: null,
  delegatesSummoned: null,
  delegatesAttended: null,
  committeeElected: null,
  note: null,
  reason: null,
};

interface EventRow {
  position: number;
  /** RFC 3339. */
  recordedAt: string;
  day: Day;
  by: string | null;
  reason: string | null;
  /** A code. */
  organization: string | null;
  /** Null for an event from before there were marks. */
  mark: string | null;
}

/** With the congress after it; of no congress when the business day turned. */
export interface CongressEventRow extends CongressFields, EventRow {
  kind: CongressEventKind;
  /** Whether it came by a file; null where it was a mutation, and in files from before that was noted. */
  byFile: boolean | null;
}

/** `NOUN.VERB`: kinds of records have a dot in them, those of congresses do not. */
export type RecordKind = `${string}.${string}`;

export interface RecordEventRow extends EventRow {
  kind: RecordKind;
  /** 1, 2, 3 … for each noun, in the order in which its things first appear in the log. */
  thing: number;
  /** The row after it: all columns but the id, the organization and the position. */
  record: Record<string, unknown>;
}

/** With the campaign or the organization after it. */
export interface StructureEventRow extends EventRow {
  kind: StructureKind;
  record: Record<string, unknown>;
}

export type LoggedRow = CongressEventRow | RecordEventRow | StructureEventRow;

/** Also true of events of the campaign and its organizations. */
export function isOfRecord(kind: string): kind is RecordKind {
  return kind.includes('.');
}

export function nounOf(kind: RecordKind): string {
  return kind.slice(0, kind.indexOf('.'));
}

/** Numbers the things of each noun in the order in which it is asked for them. Ids would differ between a log and its copy. */
export class ThingNumbers {
  private readonly numbers = new Map<string, Map<number, number>>();

  numberOf(kind: RecordKind, recordId: number): number {
    const noun = nounOf(kind);
    const numbers = this.numbers.get(noun) ?? new Map<number, number>();
    this.numbers.set(noun, numbers);
    const number = numbers.get(recordId) ?? numbers.size + 1;
    numbers.set(recordId, number);
    return number;
  }
}

/** What an entry says of the thing itself. Ids are those of one database: another gives its own. */
export function recordOfBody(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { id: _id, organization_id: _organization, ...columns } = body;
  return columns;
}

/** The same text for two rows of one event. */
export function textOfEvent(event: LoggedRow): string {
  const { position, recordedAt, day, kind, by, reason, organization, mark } = event;
  const place = [position, recordedAt, day, kind, by, reason, organization, mark];
  if ('record' in event) {
    return JSON.stringify([...place, 'thing' in event ? event.thing : null, stringify(event.record)]);
  }
  const { pilot, status, plannedOn, heldOn } = event;
  const { delegatesSummoned, delegatesAttended, committeeElected, note } = event;
  // Of a mutation it is the day of the event, whether or not the file says so.
  const origin = event.byFile ? [event.since] : [];
  const congress = [pilot, status, plannedOn, heldOn, delegatesSummoned, delegatesAttended, committeeElected, note];
  return JSON.stringify([...place, ...congress, ...origin]);
}

/** Why an event cannot follow those before it. */
export function unfit(
  { kind, position }: Pick<LoggedRow, 'kind' | 'position'>,
  why: string,
  argument: string,
): Problem {
  const message = plain`${kind} at position ${position} does not fit: ${why}. A history is restored whole, as it was exported.`;
  return new Problem('BAD_USER_INPUT', message, { argument });
}
