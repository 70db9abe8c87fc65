/** Replays the records of a log: each entry must be of a known noun, have its columns, and follow on the thing that it names. */
import { Problem } from '../problem';
import type { RecordNoun } from '../record/noun';
import { shorten } from '../text/shorten';
import { nounOf, unfit, type RecordEventRow } from './event-row';
import type { RecordedEntry } from './recorded-history';
import { plain } from '../words/message';

/** A noun, and the columns that an entry of it gives: all of its table but the id, the organization and the position. */
export type RecordShape = RecordNoun & { columns: readonly string[] };

/** The organization of an entry. */
interface Place {
  id: number;
  path: number[];
}

export class ReplayedRecords {
  private readonly shapes: ReadonlyMap<string, RecordShape>;
  /** Of each noun the organizations of its things, thing 1 first. */
  private readonly things = new Map<string, number[]>();

  constructor(shapes: readonly RecordShape[]) {
    this.shapes = new Map(shapes.map((shape) => [shape.name, shape]));
  }

  /** Takes the next event of a record; a Problem says why it cannot follow. */
  take(event: RecordEventRow, { id: organization }: Place): void {
    const shape = this.requireNoun(event);
    requireColumns(event, shape);
    this.requireThing(event, shape, organization);
  }

  private requireNoun({ kind }: RecordEventRow): RecordShape {
    const noun = nounOf(kind);
    const shape = this.shapes.get(noun);
    if (shape !== undefined) return shape;
    const known = [...this.shapes.keys()].join(', ');
    const message = plain`This version has no records called ${shorten(noun)}; it has ${known}. Restore the log with the version that exported it, or a later one.`;
    throw new Problem('BAD_USER_INPUT', message, { argument: 'eventKind' });
  }

  private requireThing(event: RecordEventRow, { name }: RecordShape, organization: number): void {
    const { thing } = event;
    const things = this.things.get(name) ?? [];
    this.things.set(name, things);
    if (thing === things.length + 1) {
      things.push(organization);
      return;
    }
    const of = things[thing - 1];
    if (of === undefined) {
      const before = things.length === 0 ? `No ${name} comes before it` : `The last new ${name} was ${things.length}`;
      throw unfit(event, `${before}, so a new one is ${things.length + 1}`, 'thing');
    }
    if (of !== organization) {
      throw unfit(event, `${name} ${thing} belongs to another organization`, 'organization');
    }
  }
}

function requireColumns(event: RecordEventRow, { columns, table, added = [] }: RecordShape): void {
  const given = Object.keys(event.record);
  const unknown = given.find((key) => !columns.includes(key));
  if (unknown !== undefined) throw unfit(event, `"${shorten(unknown)}" is not a column of ${table}`, 'record');
  const absent = columns.find((column) => !given.includes(column) && !added.includes(column));
  if (absent !== undefined) throw unfit(event, `the column "${absent}" of ${table} is not in it`, 'record');
}

/** Its row as the log keeps it: the number of the thing becomes its id. */
export function bodyOfRecord({ thing, record }: RecordEventRow, organization: number): Record<string, unknown> {
  return { ...record, id: thing, organization_id: organization };
}

/** Only events of congresses and of the business day have totals. */
export function toRecordEntry(event: RecordEventRow, { id, path }: Place): RecordedEntry {
  const { position, recordedAt, day, kind, by: actor, reason, mark, thing: recordId } = event;
  const body = bodyOfRecord(event, id);
  return { position, recordedAt, day, kind, actor, reason, recordId, path, labels: [], body, totals: '{}', mark };
}
