/** Cursors of pages: the list, its order, and the sort key of one entry; opaque to clients. */
import { isDay } from '../day';
import { Problem } from '../problem';
import { isStorable } from '../text/unfit-characters';
import { say } from '../words/message';

export type SortValue = string | number;

/** A day may be `infinity` or `-infinity`, as PostgreSQL has it. */
export type ValueKind = 'text' | 'integer' | 'day';

/** What a cursor of a list is made of. */
export interface CursorKind {
  /** The list and its order, such as `organizations.NAME`: a cursor that names another one is refused. */
  list: string;
  /** Of the values of the sort key, in their order. */
  values: readonly ValueKind[];
}

export function toPageCursor({ list }: Pick<CursorKind, 'list'>, key: readonly SortValue[]): string {
  return Buffer.from(JSON.stringify([list, ...key])).toString('base64url');
}

/** The sort key that a client sends back; throws BAD_USER_INPUT when it is not of this list. */
export function fromPageCursor(cursor: string, { list, values }: CursorKind, argument: string): SortValue[] {
  const [name, ...key] = read(cursor);
  const isOurs = name === list && key.length === values.length && values.every((kind, at) => isValue(kind, key[at]));
  if (isOurs) return key as SortValue[];
  throw new Problem(
    'BAD_USER_INPUT',
    say`The cursor is not from this list in this order. Pass a startCursor or an endCursor exactly as the API returned it, and keep orderBy the same on every page.`,
    { argument },
  );
}

const LARGEST = 2 ** 31 - 1;

function isValue(kind: ValueKind, value: unknown): boolean {
  if (kind === 'day') return typeof value === 'string' && (isDay(value) || /^-?infinity$/.test(value));
  if (kind === 'text') return typeof value === 'string' && isStorable(value);
  return Number.isInteger(value) && Math.abs(value as number) <= LARGEST;
}

function read(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}
