/** The advisory locks: each number for one thing, because two things under one number would wait for each other. */
import type { EntityManager } from 'typeorm';

export const LOCK_NUMBERS = {
  /** See `shareStructure`. */
  structure: 7_202_001,
  /** Mutations of records, one after another. Released versions know this number, and run beside this one during an upgrade. */
  records: 7_202_002,
  /** Programs that migrate a database, one after another; held in a session, for as long as that takes. */
  migration: 7_202_003,
} as const;

/**
 * The structure lock: whatever counts along the tree, by deadlines or by the business day shares it until its commit;
 * whatever changes one of those owns it. It is the first lock of every transaction.
 */
export async function shareStructure(manager: EntityManager): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock_shared($1)', [LOCK_NUMBERS.structure]);
}

export async function ownStructure(manager: EntityManager): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock($1)', [LOCK_NUMBERS.structure]);
}
