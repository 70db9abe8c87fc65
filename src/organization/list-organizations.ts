/** Reads one page of organizations, by code. */
import type { SelectQueryBuilder } from 'typeorm';
import type { Snapshot } from '../database/snapshot';
import { fromPageCursor, requirePageSize, toConnection, toPageCursor, type Connection } from '../api/connection';
import { fold } from '../text/fold';
import type { Level } from './level';
import { Organization } from './organization';

export interface OrganizationFilter {
  /** Only below (and at) this organization. */
  within?: Organization;
  /** Only directly below this organization. */
  parent?: Organization;
  /** Only what lies on or below the path of the viewer's organization. */
  visibleBelow?: number;
  level?: Level | null | undefined;
  search?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}

export async function listOrganizations(
  snapshot: Snapshot,
  filter: OrganizationFilter,
): Promise<Connection<Organization>> {
  const size = requirePageSize(filter.first, 'first');
  const [code] = filter.after ? fromPageCursor(filter.after, 1) : [];
  const rows = await snapshot.read((manager) => {
    const query = select(manager.createQueryBuilder(Organization, 'o'), filter);
    if (code !== undefined) query.andWhere('o.code > :code', { code });
    return query
      .orderBy('o.code')
      .limit(size + 1)
      .getMany();
  });
  const edges = rows.map((node) => ({ cursor: toPageCursor([node.code]), node }));
  return toConnection(edges, size, code !== undefined, () =>
    snapshot.read((manager) => select(manager.createQueryBuilder(Organization, 'o'), filter).getCount()),
  );
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
