/** Writes the rows of congresses that are planned for the first time, in their order; the plan itself is recorded after. */
import type { EntityManager } from 'typeorm';

interface Subject {
  id: number | undefined;
  organizationId: number;
}

const FOUND = `
  INSERT INTO congress (organization_id, level, pilot, status, position)
  SELECT o.id, o.level, false, 'PLANNED', 0
    FROM unnest($1::integer[]) WITH ORDINALITY AS asked (id, place) JOIN organization o ON o.id = asked.id
   ORDER BY asked.place
  RETURNING id, organization_id AS "organizationId"`;

/** Gives each subject without an id the one of its new row. */
export async function foundCongresses(manager: EntityManager, subjects: readonly Subject[]): Promise<void> {
  const fresh = subjects.filter(({ id }) => id === undefined);
  if (fresh.length === 0) return;
  const rows = await manager.query<{ id: number; organizationId: number }[]>(FOUND, [
    fresh.map(({ organizationId }) => organizationId),
  ]);
  const ids = new Map(rows.map(({ id, organizationId }) => [organizationId, id]));
  for (const subject of fresh) subject.id = ids.get(subject.organizationId);
}
