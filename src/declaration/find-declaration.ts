/** Finds what an organization has declared of a level, and whether it is what the caller knows of it. */
import { IsNull, type EntityManager } from 'typeorm';
import type { Level } from '../organization/level';
import { Problem } from '../problem';
import { Declaration } from './declaration';

export async function findDeclaration(
  manager: EntityManager,
  organizationId: number,
  { level, ifPosition }: { level?: Level | null | undefined; ifPosition?: number | null | undefined },
): Promise<Declaration | null> {
  const found = await manager.findOneBy(Declaration, { organizationId, level: level ?? IsNull() });
  if (ifPosition != null && found?.position !== ifPosition) {
    const now = found === null ? 'there is none' : `it is at ${found.position} now`;
    const message = `The declaration has changed since position ${ifPosition}: ${now}. Read it again and decide anew.`;
    throw new Problem('CONFLICT', message, { argument: 'input.ifPosition' });
  }
  return found;
}
