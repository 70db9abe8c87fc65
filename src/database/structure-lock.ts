/**
 * The structure lock: whatever counts along the tree, by deadlines or by the business day holds it shared to its
 * commit; whatever changes one of those holds it alone. It is the first lock of every transaction.
 */
import type { EntityManager } from 'typeorm';
import { LOCK_NUMBERS } from './lock-numbers';

export async function shareStructure(manager: EntityManager): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock_shared($1)', [LOCK_NUMBERS.structure]);
}

export async function ownStructure(manager: EntityManager): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock($1)', [LOCK_NUMBERS.structure]);
}
