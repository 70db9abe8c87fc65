/** What the log knows of the versions that rows have: whether the thing of a row has moved on since its sheet was written. */
import type { EntityManager } from 'typeorm';
import type { Day } from '../day';
import { readHead } from '../feed/log';
import { Problem } from '../problem';
import { say, type Message } from '../words/message';
import type { RowVersion } from './row-version';

/** A thing as it was when the import began: what the import itself changes does not count as moving on. */
export interface VersionedThing {
  id: number | undefined;
  /** 0 where there was none. */
  position: number;
}

/** What sheets are about. */
interface VersionedKind<Body> {
  /** Begins the sentence: `The rating`. */
  name: Message;
  /** Whether an entry of the log with this kind is of one of them. */
  hasEntry: (kind: string) => boolean;
  /** What an older sheet would undo; left out where that is told by the row itself. */
  sayChange?: (before: Body | undefined, now: Body) => Message;
}

interface Entry<Body> {
  position: number;
  mark: string | null;
  kind: string;
  subject: number | null;
  day: Day;
  actor: string | null;
  body: Body;
}

export interface KnownVersions<Body = unknown> extends VersionedKind<Body> {
  /** The newest position of the log. */
  head: number;
  /** Of the versions that are not the present one of their thing, and of what that is. */
  entries: ReadonlyMap<number, Entry<Body>>;
  /** Positions of present versions that have another mark here. */
  others: ReadonlySet<number>;
}

const ENTRIES = 'SELECT position, mark, kind, subject, day, actor, body FROM log_entry WHERE position = ANY($1)';

/** An entry of before there were marks has none. */
const OTHERS = `
  SELECT position FROM unnest($1::integer[], $2::text[]) AS asked (position, mark) JOIN log_entry USING (position)
   WHERE left(log_entry.mark, length(asked.mark)) <> asked.mark`;

interface VersionedRow {
  version: RowVersion | null;
  thing: VersionedThing | undefined;
}

/** Most sheets are as old as what they are about: of those only the marks are compared, where they are kept. */
export async function readKnownVersions<Body>(
  manager: EntityManager,
  kind: VersionedKind<Body>,
  rows: readonly VersionedRow[],
): Promise<KnownVersions<Body>> {
  const versioned = rows.flatMap(({ version, thing }) =>
    version === null || thing === undefined || thing.position === 0 ? [] : [{ version, thing }],
  );
  if (versioned.length === 0) return { ...kind, head: 0, entries: new Map(), others: new Set() };
  const marked = versioned.filter((row) => isPresent(row) && row.version.mark !== null);
  const others = await manager.query<{ position: number }[]>(OTHERS, [
    marked.map(({ version }) => version.position),
    marked.map(({ version }) => version.mark),
  ]);
  const old = versioned.filter((row) => !isPresent(row));
  const positions = old.flatMap(({ version, thing }) => [version.position, thing.position]);
  const entries = await manager.query<Entry<Body>[]>(ENTRIES, [[...new Set(positions)]]);
  const { position: head } = await readHead(manager);
  return {
    ...kind,
    head,
    entries: new Map(entries.map((entry) => [entry.position, entry])),
    others: new Set(others.map(({ position }) => position)),
  };
}

function isPresent({ version, thing }: { version: RowVersion; thing: VersionedThing }): boolean {
  return version.position === thing.position;
}

/** Why the row may change nothing; undefined when it may. Where there was nothing when the import began, there is nothing to undo. */
export function whyOutdated<Body>(
  known: KnownVersions<Body>,
  version: RowVersion | null,
  thing: VersionedThing | undefined,
): Problem | undefined {
  if (version === null || thing === undefined || thing.position === 0) return undefined;
  if (isPresent({ version, thing })) {
    return known.others.has(version.position) ? foreign(version, known.head) : undefined;
  }
  return version.position > 0 && !isOf(known, version, thing)
    ? foreign(version, known.head)
    : movedOn(known, version, thing);
}

function isOf<Body>({ entries, hasEntry }: KnownVersions<Body>, version: RowVersion, { id }: VersionedThing): boolean {
  const entry = entries.get(version.position);
  if (entry?.subject !== id || !hasEntry(entry?.kind ?? '')) return false;
  // An entry of before there were marks has none, and a sheet may be without.
  return version.mark === null || entry?.mark == null || entry.mark.startsWith(version.mark);
}

function foreign({ position }: RowVersion, head: number): Problem {
  const message =
    position > head
      ? say`The row has version ${String(position)}, but the log of this database ends at ${String(head)}: the sheet was written from another database. Export it from this one and enter your change there, or empty the cell to do without a version.`
      : say`Version ${String(position)} is not one of what this row is about: the sheet was written from another database, or the cell was copied from another row. Export the sheet again and enter your change there, or empty the cell to do without a version.`;
  return new Problem('CONFLICT', message, { argument: 'version' });
}

function movedOn<Body>(known: KnownVersions<Body>, version: RowVersion, thing: VersionedThing): Problem {
  const message = say`${known.name} has changed since the sheet was written: the row has version ${String(version.position)}, and it is at ${String(thing.position)} now${sayNow(known, version, thing)}. Export the sheet again and enter your change there, or take the row out.`;
  return new Problem('CONFLICT', message, { argument: 'version' });
}

function sayNow<Body>(
  { entries, sayChange }: KnownVersions<Body>,
  version: RowVersion,
  { position }: VersionedThing,
): Message | string {
  const now = entries.get(position);
  if (now === undefined) return '';
  const by = now.actor === null ? '' : say`, by ${now.actor}`;
  const change = sayChange === undefined ? '' : say`: ${sayChange(entries.get(version.position)?.body, now.body)}`;
  return say`, since ${now.day}${by}${change}`;
}
