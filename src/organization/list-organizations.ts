/** Reads one page of organizations, in the order asked for. */
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { Connection, Count } from '../api/connection';
import { cursorsOf, readPage, type SortKey, readSegments } from '../api/keyset';
import type { AskedPage } from '../api/page';
import { countQuery, queryRange } from '../api/query-keyset';
import type { Snapshot } from '../database/snapshot';
import type { Level } from './level';
import { Organization } from './organization';
import { BEST_MATCH, RANKS, understandSearch, type Search } from './search-organizations';

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
  const selectIn = (manager: EntityManager): SelectQueryBuilder<Organization> =>
    select(manager.createQueryBuilder(Organization, 'o'), filter, search);
  return readPage(cursorsOf({ list: `organizations.${order}`, keys }), filter, {
    read: (range) =>
      order === OrganizationOrder.BEST_MATCH
        ? readSegments(RANKS, range, (rank, part) =>
            snapshot.read((manager) => queryRange(selectIn(manager).andWhere(rank.condition), rank.keys, part)),
          )
        : snapshot.read((manager) => queryRange(selectIn(manager), keys, range)),
    count: async () =>
      (await countBelow(snapshot, filter)) ?? snapshot.read((manager) => countQuery(manager, selectIn(manager))),
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

function select(
  query: SelectQueryBuilder<Organization>,
  { within, parent, visibleBelow, level }: OrganizationFilter,
  search: Search | undefined,
): SelectQueryBuilder<Organization> {
  query.where('TRUE');
  // Everything is below the root: no condition lets the index on the code do the work.
  if (within?.parentId != null) {
    query.andWhere('o.path @> ARRAY[:within::integer]', { within: within.id });
    // Of a branch, its own indexes have the order.
    query.andWhere('o.path[2] = :branch', { branch: within.path[1] });
  }
  if (parent !== undefined) query.andWhere('o.parentId = :parent', { parent: parent.id });
  if (visibleBelow !== undefined) query.andWhere(':visibleBelow = ANY(o.path)', { visibleBelow });
  if (level != null) query.andWhere('o.level = :level', { level });
  if (search !== undefined) query.andWhere(search.condition, search.parameters);
  return query;
}
