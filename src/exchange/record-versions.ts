/** Whether the thing of a row has moved on since its sheet was written: by the version that the row carries, and the log. */
import type { EntityManager } from 'typeorm';
import type { Day } from '../day';
import { Problem } from '../problem';
import { kindOf, type RecordNoun } from '../record/noun';
import { say, type Message } from '../words/message';
import type { RowVersion } from './row-version';

/** A thing as it was before the row; undefined, or at position 0, where there was none. */
export type VersionedThing = { id: number; position: number } | undefined;

interface Entry {
  position: number;
  mark: string | null;
  kind: string;
  recordId: number | null;
  day: Day;
  actor: string | null;
}

const ENTRIES = `
  SELECT position, mark, kind, subject AS "recordId", day, actor FROM log_entry WHERE position = ANY($1)`;

/** What it gives throws the CONFLICT of a row that would undo what is newer. `what` begins the sentence: `The rating`. */
export async function readRecordVersions(
  manager: EntityManager,
  noun: RecordNoun,
  rows: readonly { version: RowVersion | null; thing: VersionedThing }[],
): Promise<(what: Message, version: RowVersion | null, thing: VersionedThing) => void> {
  const positions = rows.flatMap(({ version, thing }) =>
    version === null || thing === undefined ? [] : [version.position, thing.position],
  );
  const found = positions.length === 0 ? [] : await manager.query<Entry[]>(ENTRIES, [[...new Set(positions)]]);
  const entries = new Map(found.map((entry) => [entry.position, entry]));
  return (what, version, thing) => {
    // Where there was nothing, there is nothing to undo.
    if (version === null || thing === undefined) return;
    const entry = entries.get(version.position);
    if (version.position > 0 && !isOf(noun, thing.id, version, entry)) throw foreign(version);
    if (version.position !== thing.position) throw movedOn(what, version, thing, entries.get(thing.position));
  };
}

function isOf(noun: RecordNoun, id: number, { mark }: RowVersion, entry: Entry | undefined): boolean {
  if (entry?.recordId !== id || !entry.kind.startsWith(kindOf(noun, ''))) return false;
  // An entry of before there were marks has none, and a sheet may be without.
  return mark === null || entry.mark === null || entry.mark.startsWith(mark);
}

function foreign({ position }: RowVersion): Problem {
  const message = say`Version ${String(position)} is not one of what this row is about: the sheet was written from another database, or the cell was copied from another row. Export the sheet again and enter your change there, or empty the cell to do without a version.`;
  return new Problem('CONFLICT', message, { argument: 'version' });
}

function movedOn(what: Message, version: RowVersion, thing: { position: number }, now: Entry | undefined): Problem {
  const by = now?.actor == null ? '' : say`, by ${now.actor}`;
  const since = now === undefined ? '' : say`, since ${now.day}${by}`;
  const message = say`${what} has changed since the sheet was written: the row has version ${String(version.position)}, and it is at ${String(thing.position)} now${since}. Export the sheet again and enter your change there, or take the row out.`;
  return new Problem('CONFLICT', message, { argument: 'version' });
}
