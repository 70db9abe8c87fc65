/** Gives a work item its number in the program: one that no other item has, withdrawn ones included. */
import type { EntityManager } from 'typeorm';
import { Problem } from '../problem';

const MOST_ITEMS = 200;
const argument = 'number';

interface Program {
  organizationId: number;
  year: number;
}

/** The number asked for; the next one when none is. */
export async function placeInProgram(
  manager: EntityManager,
  { organizationId, year }: Program,
  asked: number | null | undefined,
): Promise<number> {
  const taken = await manager.query<{ number: number; title: string }[]>(
    'SELECT number, title FROM work_item WHERE organization_id = $1 AND year = $2 ORDER BY number',
    [organizationId, year],
  );
  const number = asked ?? (taken.at(-1)?.number ?? 0) + 1;
  if (number < 1 || number > MOST_ITEMS) throw asked == null ? full(year) : outside(number);
  const other = taken.find((each) => each.number === number);
  if (other === undefined) return number;
  const message = `Number ${number} of the program of ${year} is taken by "${other.title}". Give another number, or none: then it is the next one.`;
  throw new Problem('CONFLICT', message, { argument });
}

function outside(actual: number): Problem {
  const message = `number is ${actual}; the items of a program have numbers from 1 to ${MOST_ITEMS}.`;
  return new Problem('BAD_USER_INPUT', message, { argument, limit: MOST_ITEMS, actual });
}

function full(year: number): Problem {
  const message = `Number ${MOST_ITEMS}, the last one, is taken in the program of ${year}. Give a number that is free.`;
  return new Problem('LIMIT', message, { argument, limit: MOST_ITEMS, actual: MOST_ITEMS + 1 });
}
