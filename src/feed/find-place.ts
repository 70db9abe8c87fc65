/** Looks whether an entry is still in the log: asked before reading on from a place (P5). */
import type { EntityManager } from 'typeorm';
import { Problem } from '../problem';
import { nameOf, readCursor, type EntryName, type LogPlace } from './cursor';
import { say } from '../words/message';

/** The log as it is where the places were looked up, in one statement. */
interface Looked {
  epoch: string;
  position: number;
  /** Of the entries at the positions asked for, in their order; null where there is none. */
  marks: (string | null)[];
}

const LOOK = `
  SELECT epoch, position,
         ARRAY(SELECT entry.mark FROM unnest($1::bigint[]) WITH ORDINALITY AS asked (position, place)
                 LEFT JOIN log_entry AS entry USING (position) ORDER BY place) AS marks
    FROM log_head`;

async function look(manager: EntityManager, places: readonly EntryName[]): Promise<Looked> {
  const [found] = await manager.query<Looked[]>(LOOK, [places.map(({ position }) => position)]);
  if (found === undefined) throw new Error('The log has no head: the database was not migrated.');
  return found;
}

function isThere(named: EntryName, mark: string | null | undefined, { epoch, position }: Looked): boolean {
  if ('mark' in named) return mark === named.mark;
  return named.epoch === epoch && named.position <= position;
}

/** Which of the places are in the log, all of them looked up at one moment. */
export async function findPlaces(manager: EntityManager, places: readonly EntryName[]): Promise<boolean[]> {
  const found = await look(manager, places);
  return places.map((named, index) => isThere(named, found.marks[index], found));
}

/** Throws RESYNC when the log is no longer the one in which the place was seen. */
export async function requireSameLog(manager: EntityManager, place: LogPlace): Promise<void> {
  const [isSame] = await findPlaces(manager, [nameOf(place)]);
  if (isSame !== true) throw logReplaced();
}

/** The position of a cursor in the log as the manager sees it; throws RESYNC when its entry is not there. */
export async function positionInLog(manager: EntityManager, cursor: string, argument: string): Promise<number> {
  const named = readCursor(cursor, argument);
  const [isFound] = await findPlaces(manager, [named]);
  if (isFound !== true) throw notInLog(argument);
  return named.position;
}

export function notInLog(argument: string): Problem {
  const message = say`The entry that the cursor names is not in this log: the database was restored or replaced. Read the state afresh, and continue from the cursor that comes with it.`;
  return new Problem('RESYNC', message, { argument });
}

export function logReplaced(): Problem {
  return new Problem('RESYNC', say`The database was restored or replaced. Read the state afresh and subscribe again.`);
}
