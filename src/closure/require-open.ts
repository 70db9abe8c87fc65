/** Refuses what a closed organization does not take: many organizations in one statement. */
import type { EntityManager } from 'typeorm';
import type { Day } from '../day';
import { refuseClosed } from '../organization/refuse-closed';

/** Names the lowest one in the tree that is closed. The caller holds the structure lock, shared at least. */
export async function requireOpen(manager: EntityManager, organizationIds: readonly number[]): Promise<void> {
  const [closed] = await manager.query<{ code: string; closedOn: Day }[]>(
    `SELECT o.code, closure.closed_on AS "closedOn"
       FROM closure JOIN organization o ON o.id = closure.organization_id
      WHERE closure.organization_id = ANY($1) AND closure.closed_on IS NOT NULL
      ORDER BY cardinality(o.path) DESC, o.code LIMIT 1`,
    [organizationIds],
  );
  if (closed !== undefined) throw refuseClosed(closed.code, closed.closedOn, 'organization');
}
