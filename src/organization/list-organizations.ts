/** Reads one page of organizations, in the order asked for. */
import type { Connection, Count } from '../api/connection';
import {
  cursorsOf,
  directionOf,
  readPage,
  readSegments,
  writeBounds,
  type KeyedRow,
  type Range,
  type SortKey,
} from '../api/keyset';
import type { AskedPage } from '../api/page';
import type { SortValue } from '../api/page-cursor';
import { MOST_COUNTED, upToMost } from '../api/query-keyset';
import type { Snapshot } from '../database/snapshot';
import type { Level } from './level';
import { knowOrganizations } from './load-organization';
import type { Organization } from './organization';
import { ORGANIZATION_COLUMNS, toOrganization } from './read-organizations';
import { BEST_MATCH, bindNamed, RANKS, understandSearch, type Search } from './search-organizations';

export enum OrganizationOrder {
  BEST_MATCH = 'BEST_MATCH',
  CODE = 'CODE',
  NAME = 'NAME',
}

export interface OrganizationFilter extends AskedPage {
  /** Only below (and at) this organization. */
  within?: Organization;
  /** Only directly below this organization. */
  parent?: Organization;
  /** Only what lies on or below the path of the viewer's organization. */
  visibleBelow?: number;
  level?: Level | null | undefined;
  search?: string | null | undefined;
  orderBy?: OrganizationOrder | null | undefined;
}

const CODE: SortKey = { sql: 'o.code', kind: 'text' };
/** As Vietnamese dictionaries have it; the index of the names is in this collation, too. */
const NAME: SortKey = { sql: 'o.name COLLATE "vi-x-icu"', kind: 'text' };

const ORDERS: Record<OrganizationOrder, readonly SortKey[]> = { BEST_MATCH, CODE: [CODE], NAME: [NAME, CODE] };

/** The same orders, which no index has: few are found and sorted, instead of being looked for among all. */
const CODE_OF_FEW: SortKey = { sql: `(o.code || '') COLLATE "C"`, kind: 'text' };
const NAME_OF_FEW: SortKey = { sql: `(o.name || '') COLLATE "vi-x-icu"`, kind: 'text' };
const ORDERS_OF_FEW: typeof ORDERS = { BEST_MATCH, CODE: [CODE_OF_FEW], NAME: [NAME_OF_FEW, CODE_OF_FEW] };
const FEW = 10_000;

export async function listOrganizations(
  snapshot: Snapshot,
  filter: OrganizationFilter,
): Promise<Connection<Organization>> {
  const search = await understandSearch(snapshot, filter.search, filter.within);
  const order = orderOf(filter.orderBy, search);
  const isOfFew =
    order !== OrganizationOrder.BEST_MATCH && (await (search?.isRare() ?? isOfFewByName(snapshot, filter)));
  const keys = (isOfFew ? ORDERS_OF_FEW : ORDERS)[order];
  const readBy = (sortedBy: readonly SortKey[], range: Range, besides?: string): Promise<KeyedRow<Organization>[]> =>
    readRange(snapshot, { ...filter, besides }, search, sortedBy, range);
  return readPage(cursorsOf({ list: `organizations.${order}`, keys }), filter, {
    read: (range) =>
      order === OrganizationOrder.BEST_MATCH
        ? readSegments(RANKS, range, (rank, part) => readBy(rank.keys, part, rank.condition))
        : readBy(keys, range),
    count: async () => (await countBelow(snapshot, filter)) ?? countAll(snapshot, filter, search),
  });
}

/** Where nothing is searched for, nothing matches better than another. */
function orderOf(asked: OrganizationOrder | null | undefined, search: Search | undefined): OrganizationOrder {
  const order = asked ?? OrganizationOrder.BEST_MATCH;
  return order === OrganizationOrder.BEST_MATCH && search === undefined ? OrganizationOrder.CODE : order;
}

/** Codes of a level have an index. */
async function isOfFewByName(snapshot: Snapshot, filter: OrganizationFilter): Promise<boolean> {
  if (filter.orderBy !== OrganizationOrder.NAME || filter.level == null) return false;
  return ((await countBelow(snapshot, filter))?.count ?? FEW) < FEW;
}

/** Of what the database counts as it grows; undefined where it does not. */
async function countBelow(
  snapshot: Snapshot,
  { within, parent, level, search }: OrganizationFilter,
): Promise<Count | undefined> {
  if (within === undefined || parent !== undefined || (search != null && search.trim() !== '')) return undefined;
  const [below] = await snapshot.query<{ count: number }>(
    `SELECT coalesce(sum(count), 0)::integer AS count FROM organization_count
      WHERE organization_id = $1 AND ($2::level IS NULL OR level = $2)`,
    [within.id, level ?? null],
  );
  const own = level == null || level === within.level ? 1 : 0;
  return { count: (below?.count ?? 0) + own, isExact: true };
}

type Conditions = OrganizationFilter & { besides?: string | undefined };

/** The rows in the range, each with its sort key. */
async function readRange(
  snapshot: Snapshot,
  filter: Conditions,
  search: Search | undefined,
  keys: readonly SortKey[],
  range: Range,
): Promise<KeyedRow<Organization>[]> {
  const parameters: unknown[] = [];
  const bind = (value: unknown): string => `$${parameters.push(value)}`;
  const sorted = keys.map(({ sql }, at) => `(${sql}) AS sorted_by_${at}`);
  const order = keys.map((key, at) => `sorted_by_${at} ${directionOf(key, range)}`);
  const rows = await snapshot.query<Organization & Record<string, SortValue>>(
    `SELECT ${[...ORGANIZATION_COLUMNS.map((column) => `o.${column}`), ...sorted].join(', ')} FROM organization o
      WHERE ${writeConditions(filter, search, bind)} AND ${writeBounds(keys, range, bind)}
      ORDER BY ${order.join(', ')} LIMIT ${range.limit}`,
    parameters,
  );
  const found = knowOrganizations(snapshot, rows.map(toOrganization));
  return found.map((node, row) => ({ key: keys.map((_key, at) => rows[row]?.[`sorted_by_${at}`] ?? ''), node }));
}

async function countAll(snapshot: Snapshot, filter: Conditions, search: Search | undefined): Promise<Count> {
  const parameters: unknown[] = [];
  const conditions = writeConditions(filter, search, (value) => `$${parameters.push(value)}`);
  const sql = `SELECT count(*)::integer AS count
                 FROM (SELECT FROM organization o WHERE ${conditions} LIMIT ${MOST_COUNTED + 1}) AS counted`;
  const [found] = await snapshot.query<{ count: number }>(sql, parameters);
  return upToMost(found?.count ?? 0);
}

function writeConditions(
  { within, parent, visibleBelow, level, besides }: Conditions,
  search: Search | undefined,
  bind: (value: unknown) => string,
): string {
  const conditions = ['TRUE'];
  // Everything is below the root: no condition lets the index on the code do the work.
  if (within?.parentId != null) {
    conditions.push(`o.path @> ARRAY[${bind(within.id)}::integer]`);
    // Of a branch, its own indexes have the order.
    conditions.push(`o.path[2] = ${bind(within.path[1])}`);
  }
  if (parent !== undefined) conditions.push(`o.parent_id = ${bind(parent.id)}`);
  if (visibleBelow !== undefined) conditions.push(`${bind(visibleBelow)} = ANY(o.path)`);
  if (level != null) conditions.push(`o.level = ${bind(level)}`);
  for (const each of [search?.condition, besides]) {
    if (each !== undefined) conditions.push(bindNamed(each, search, bind));
  }
  return conditions.join(' AND ');
}
