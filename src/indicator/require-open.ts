/** Which organizations are closed: they take no new values. */
import type { EntityManager } from 'typeorm';
import type { Day } from '../day';
import { refuseClosed } from '../organization/refuse-closed';

/** The day on which each of them that is closed was closed. */
export async function readClosings(
  manager: EntityManager,
  organizationIds: readonly number[],
): Promise<Map<number, Day>> {
  const rows = await manager.query<{ id: number; closedOn: Day }[]>(
    `SELECT organization_id AS id, closed_on AS "closedOn" FROM closure
      WHERE organization_id = ANY($1) AND closed_on IS NOT NULL`,
    [organizationIds],
  );
  return new Map(rows.map(({ id, closedOn }) => [id, closedOn]));
}

export function requireOpenFor(code: string, closedOn: Day | undefined): void {
  if (closedOn === undefined) return;
  throw refuseClosed(code, closedOn, 'organization');
}
