/** What the log knows of the versions that rows have: whether a congress has moved on since its sheet was written. */
import type { EntityManager } from 'typeorm';
import { CongressStatus } from '../congress/congress-event-kind';
import type { Day } from '../day';
import { readHead } from '../feed/log';
import { Problem } from '../problem';
import { say, type Message } from '../words/message';
import type { RowVersion } from './row-version';
import { sayDifference, type CongressState } from './say-difference';

interface Entry {
  position: number;
  mark: string | null;
  /** Id of the congress; null for an event that is not of a congress. */
  congressId: number | null;
  day: Day;
  actor: string | null;
  congress: CongressState;
}

/** A congress as it was when the import began: what the import itself changes does not count as moving on. */
export interface Began {
  id: number | undefined;
  position: number;
  wasHeld: boolean;
}

export interface KnownVersions {
  /** The newest position of the log. */
  head: number;
  /** Of the versions that are not the present one of their congress, and of what that is. */
  entries: ReadonlyMap<number, Entry>;
  /** Positions of present versions that have another mark here. */
  others: ReadonlySet<number>;
}

interface Versioned {
  version: RowVersion;
  began: Began;
}

const ENTRIES = `
  SELECT position, mark, day, actor, CASE WHEN strpos(kind, '.') = 0 THEN subject END AS "congressId", body AS congress
    FROM log_entry WHERE position = ANY($1)`;

/** An entry of before there were marks has none. */
const OTHERS = `
  SELECT position FROM unnest($1::integer[], $2::text[]) AS asked (position, mark) JOIN log_entry USING (position)
   WHERE left(log_entry.mark, length(asked.mark)) <> asked.mark`;

/** Most sheets are as old as what they are about: of those only the marks are compared, where they are kept. */
export async function readKnownVersions(
  manager: EntityManager,
  rows: readonly { version: RowVersion | null; began: Began | undefined }[],
): Promise<KnownVersions> {
  const versioned = rows.flatMap(({ version, began }): Versioned[] =>
    version === null || began === undefined || began.position === 0 ? [] : [{ version, began }],
  );
  if (versioned.length === 0) return { head: 0, entries: new Map(), others: new Set() };
  const isPresent = ({ version, began }: Versioned): boolean => version.position === began.position;
  const marked = versioned.filter((each) => isPresent(each) && each.version.mark !== null);
  const others = await manager.query<{ position: number }[]>(OTHERS, [
    marked.map(({ version }) => version.position),
    marked.map(({ version }) => version.mark),
  ]);
  const old = versioned.filter((each) => !isPresent(each));
  const positions = old.flatMap(({ version, began }) => [version.position, began.position]);
  const entries = await manager.query<Entry[]>(ENTRIES, [[...new Set(positions)]]);
  const { position: head } = await readHead(manager);
  return {
    head,
    entries: new Map(entries.map((entry) => [entry.position, entry])),
    others: new Set(others.map(({ position }) => position)),
  };
}

/** Whether the version had a report. */
export function knewReport({ entries }: KnownVersions, version: RowVersion | null, began: Began): boolean {
  if (version === null) return false;
  if (version.position === began.position) return began.wasHeld;
  return entries.get(version.position)?.congress.status === CongressStatus.COMPLETED;
}

/** Why the row may change nothing; undefined when it may. Where there was no congress when the import began, there is nothing to undo. */
export function whyOutdated(known: KnownVersions, version: RowVersion | null, began: Began): Problem | undefined {
  if (version === null || began.position === 0) return undefined;
  if (version.position === began.position) {
    return known.others.has(version.position) ? foreign(version, known.head) : undefined;
  }
  const entry = known.entries.get(version.position);
  return version.position > 0 && !isOf(began, version, entry)
    ? foreign(version, known.head)
    : movedOn(known, version, began);
}

function isOf({ id }: Began, { mark }: RowVersion, entry: Entry | undefined): boolean {
  return entry?.congressId === id && (mark === null || entry?.mark == null || entry.mark.startsWith(mark));
}

function foreign({ position }: RowVersion, head: number): Problem {
  const message =
    position > head
      ? say`The row has version ${String(position)}, but the log of this database ends at ${String(head)}: the sheet was written from another database. Export it from this one and enter your change there, or empty the cell to do without a version.`
      : say`Version ${String(position)} is not one of this congress: the sheet was written from another database, or the cell was copied from another row. Export the sheet again and enter your change there, or empty the cell to do without a version.`;
  return new Problem('CONFLICT', message, { argument: 'version' });
}

function movedOn({ entries }: KnownVersions, version: RowVersion, began: Began): Problem {
  const now = entries.get(began.position);
  const message = say`The congress has changed since the sheet was written: the row has version ${String(version.position)}, and the congress is at ${String(began.position)} now${sayChange(entries.get(version.position), now)}. Export the sheet again and enter your change there, or take the row out.`;
  return new Problem('CONFLICT', message, { argument: 'version' });
}

/** The difference says what an older sheet would undo. */
function sayChange(before: Entry | undefined, now: Entry | undefined): Message | string {
  if (now === undefined) return '';
  const difference = sayDifference(before?.congress ?? {}, now.congress) ?? say`the same again`;
  return now.actor === null
    ? say`, since ${now.day}: ${difference}`
    : say`, since ${now.day}, by ${now.actor}: ${difference}`;
}
