/** Finds what an organization has declared of a level, and whether it is what the caller knows of it. */
import { IsNull, type EntityManager } from 'typeorm';
import { requireUnchanged } from '../change/if-position';
import type { Level } from '../organization/level';
import { Declaration } from './declaration';

export async function findDeclaration(
  manager: EntityManager,
  organizationId: number,
  asked: { level?: Level | null | undefined; ifPosition?: number | null | undefined },
): Promise<Declaration | null> {
  const found = await manager.findOneBy(Declaration, { organizationId, level: asked.level ?? IsNull() });
  requireUnchanged('The declaration', found, asked);
  return found;
}
