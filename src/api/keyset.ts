/** Pages by their sort keys: a page begins after a key, not after a number of rows, so none is shown twice or left out while rows come and go. */
import type { Connection, Count, Edge } from './connection';
import { requirePage, type AskedPage } from './page';
import { toPageCursor, type CursorKind, type SortValue, type ValueKind } from './page-cursor';

export type Key = readonly SortValue[];

export interface KeyedRow<T> {
  key: Key;
  node: T;
}

/** A limit of what is read: rows whose key stands so to this one. */
interface Bound {
  operator: '>' | '>=' | '<' | '<=';
  key: Key;
}

export interface Range {
  bounds: readonly Bound[];
  /** Whether it is read from the end, the last row first. */
  backward: boolean;
  limit: number;
}

/** Where a list is read: in the database, or in what was loaded already. */
export interface Source<T> {
  read: (range: Range) => Promise<readonly KeyedRow<T>[]>;
  count: () => Promise<Count>;
}

/** Whether there is more on the far side of a cursor is looked up only when it is asked for, and so is the count of all. */
export async function readPage<T>(
  cursors: CursorKind,
  asked: AskedPage,
  { read, count }: Source<T>,
): Promise<Connection<T>> {
  const { size, backward, after, before } = requirePage(asked, cursors);
  const bounds: Bound[] = [];
  if (after !== undefined) bounds.push({ operator: '>', key: after });
  if (before !== undefined) bounds.push({ operator: '<', key: before });
  const rows = await read({ bounds, backward, limit: size + 1 });
  const shown = rows.slice(0, size);
  const edges = (backward ? shown.reverse() : shown).map(({ key, node }): Edge<T> => ({
    cursor: toPageCursor(cursors, key),
    node,
  }));
  const isThere = (operator: Bound['operator'], key: Key | undefined) =>
    key === undefined
      ? false
      : async () => (await read({ bounds: [{ operator, key }], backward: false, limit: 1 })).length > 0;
  const more = rows.length > size;
  const pageInfo = {
    hasNextPage: more && !backward ? true : isThere('>=', before),
    hasPreviousPage: more && backward ? true : isThere('<=', after),
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  let counted: Promise<Count> | undefined;
  return { edges, pageInfo, countAll: () => (counted ??= count()) };
}

/** A value that rows are sorted by, in SQL. What is equal in all of them does not occur. */
export interface SortKey {
  sql: string;
  kind: ValueKind;
  /** The values of an enum that it is, which is sorted in their order. */
  oneOf?: { type: string; values: readonly string[] };
  descending?: true;
}

export interface SortedList {
  list: string;
  keys: readonly SortKey[];
}

export function cursorsOf({ list, keys }: SortedList): CursorKind {
  return { list, values: keys.map(({ kind }) => kind) };
}

/** The bounds as a condition. `bind` gives a value its place among the parameters. */
export function writeBounds(
  keys: readonly SortKey[],
  { bounds }: Pick<Range, 'bounds'>,
  bind: (value: SortValue) => string,
): string {
  const conditions = bounds.map(({ operator, key }) => {
    const values = keys.map(({ kind, oneOf }, at) => `CAST(${bind(key[at] ?? '')} AS ${oneOf?.type ?? TYPES[kind]})`);
    return writeBound(keys, operator, values);
  });
  return ['TRUE', ...conditions].join(' AND ');
}

/** Keys of one direction are compared as a row: an index can be entered at it. */
function writeBound(keys: readonly SortKey[], operator: Bound['operator'], values: readonly string[]): string {
  const [first, ...rest] = keys;
  const [value = '', ...others] = values;
  if (first === undefined) return operator.endsWith('=') ? 'TRUE' : 'FALSE';
  const along = first.descending === true ? TURNED[operator] : operator;
  if (keys.every(({ descending }) => descending === first.descending)) {
    const row = keys.map(({ sql }) => sql).join(', ');
    return keys.length === 1 ? `${row} ${along} ${value}` : `(${row}) ${along} (${values.join(', ')})`;
  }
  const strict = along.startsWith('>') ? '>' : '<';
  return `(${first.sql} ${strict} ${value} OR (${first.sql} = ${value} AND ${writeBound(rest, operator, others)}))`;
}

const TYPES: Readonly<Record<ValueKind, string>> = { text: 'text', integer: 'integer', day: 'date' };

const TURNED = { '>': '<', '>=': '<=', '<': '>', '<=': '>=' } as const;

export function directionOf({ descending }: SortKey, { backward }: Pick<Range, 'backward'>): 'ASC' | 'DESC' {
  return (descending === true) === backward ? 'ASC' : 'DESC';
}

/** Of keys whose values all go up: texts by their characters, as codes are sorted. */
export function compareKeys(a: Key, b: Key): number {
  for (const [at, value] of a.entries()) {
    const other = b[at] ?? '';
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}

/** The rows of a list that is in memory already; only those of the page are made what they are shown as. */
export function readSorted<Row, T>(
  rows: readonly KeyedRow<Row>[],
  compare: (a: Key, b: Key) => number,
  show: (rows: readonly Row[]) => Promise<readonly T[]> | readonly T[],
): Source<T> {
  const isIn = ({ operator, key: bound }: Bound, { key }: KeyedRow<Row>): boolean => {
    const difference = compare(key, bound);
    if (difference === 0) return operator.endsWith('=');
    return difference > 0 === operator.startsWith('>');
  };
  const sorted = rows.toSorted((a, b) => compare(a.key, b.key));
  return {
    read: async ({ bounds, backward, limit }) => {
      const found = sorted.filter((row) => bounds.every((bound) => isIn(bound, row)));
      const shown = (backward ? found.reverse() : found).slice(0, limit);
      const nodes = await show(shown.map(({ node }) => node));
      return nodes.map((node, at) => ({ key: shown[at]?.key ?? [], node }));
    },
    count: () => Promise.resolve({ count: rows.length, isExact: true }),
  };
}

/** A part of a list that is sorted in several, one after the other, each by an index of its own: a key begins with the number of its part. */
export interface Segment {
  keys: readonly SortKey[];
}

/** Which part a row is of: the first value of its key. */
export const PART: SortKey = { sql: 'part', kind: 'integer' };

/** Reads a range, part after part until there are enough. */
export async function readSegments<Part extends Segment, T>(
  parts: readonly Part[],
  { bounds, backward, limit }: Range,
  read: (part: Part, range: Range) => Promise<readonly KeyedRow<T>[]>,
): Promise<KeyedRow<T>[]> {
  const found: KeyedRow<T>[] = [];
  const inTurn = parts.map((part, number) => ({ part, number, within: boundsWithin(bounds, number, part) }));
  for (const { part, number, within } of backward ? inTurn.reverse() : inTurn) {
    if (within === undefined || found.length >= limit) continue;
    const rows = await read(part, { bounds: within, backward, limit: limit - found.length });
    found.push(...rows.map(({ key, node }) => ({ key: [number, ...key] as Key, node })));
  }
  return found;
}

/** What is left of the bounds within one part; undefined when they leave nothing of it. */
function boundsWithin(bounds: Range['bounds'], number: number, { keys }: Segment): Range['bounds'] | undefined {
  const isOut = bounds.some(({ operator, key }) => {
    const other = Number(key[0]);
    return operator.startsWith('>') ? number < other : number > other;
  });
  if (isOut) return undefined;
  const within = bounds
    .filter(({ key }) => key[0] === number)
    .map(({ operator, key }) => ({ operator, key: key.slice(1) }));
  // Where parts have other values at one place, a cursor of somebody's own making may have the wrong ones.
  const isForged = within.some(({ key }) =>
    keys.some(({ oneOf }, at) => oneOf !== undefined && !oneOf.values.includes(String(key[at]))),
  );
  return isForged ? undefined : within;
}
