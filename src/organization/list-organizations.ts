/** Reads one page of organizations, by code or by name. */
import type { SelectQueryBuilder } from 'typeorm';
import type { Connection } from '../api/connection';
import { cursorsOf, readPage, type SortKey } from '../api/keyset';
import type { AskedPage } from '../api/page';
import { queryRange } from '../api/query-keyset';
import type { Snapshot } from '../database/snapshot';
import { fold } from '../text/fold';
import type { Level } from './level';
import { Organization } from './organization';

export enum OrganizationOrder {
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
export const BY_NAME: SortKey = { sql: 'o.name COLLATE "vi-x-icu"', kind: 'text' };

const ORDERS: Record<OrganizationOrder, readonly SortKey[]> = { CODE: [CODE], NAME: [BY_NAME, CODE] };

export function listOrganizations(snapshot: Snapshot, filter: OrganizationFilter): Promise<Connection<Organization>> {
  const order = filter.orderBy ?? OrganizationOrder.CODE;
  const keys = ORDERS[order];
  return readPage(cursorsOf({ list: `organizations.${order}`, keys }), filter, {
    read: (range) =>
      snapshot.read((manager) =>
        queryRange(select(manager.createQueryBuilder(Organization, 'o'), filter), keys, range),
      ),
    count: () => snapshot.read((manager) => select(manager.createQueryBuilder(Organization, 'o'), filter).getCount()),
  });
}

function select(
  query: SelectQueryBuilder<Organization>,
  { within, parent, visibleBelow, level, search }: OrganizationFilter,
): SelectQueryBuilder<Organization> {
  query.where('TRUE');
  // Everything is below the root: no condition lets the index on the code do the work.
  if (within?.parentId != null) query.andWhere('o.path @> ARRAY[:within::integer]', { within: within.id });
  if (parent !== undefined) query.andWhere('o.parentId = :parent', { parent: parent.id });
  if (visibleBelow !== undefined) query.andWhere(':visibleBelow = ANY(o.path)', { visibleBelow });
  if (level != null) query.andWhere('o.level = :level', { level });
  if (search != null) query.andWhere("o.search LIKE :search ESCAPE '!'", { search: toPattern(search) });
  return query;
}

/** Matches the folded text anywhere; the wildcards of LIKE stand for themselves. */
export function toPattern(search: string): string {
  return `%${fold(search).replace(/[!%_]/g, '!$&')}%`;
}
