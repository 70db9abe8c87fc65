/** Runs a unit of work in one transaction, and again when the database asks for that. */
import { tracingChannel } from 'node:diagnostics_channel';
import type { DataSource, EntityManager } from 'typeorm';
import { sqlStateOf } from './sql-state';

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK_DETECTED = '40P01';
const ATTEMPTS = 5;

/** Published of each attempt. */
export interface Attempt {
  attempt: number;
}

const transaction = tracingChannel<unknown, Attempt>('giaoban.database.transaction');

/**
 * Resolves after the commit (P1). Deadlocks and serialization failures are retried, up to five times:
 * the work must not have effects outside its transaction.
 */
export async function inTransaction<T>(
  dataSource: DataSource,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction.tracePromise(() => dataSource.transaction(work), { attempt });
    } catch (error) {
      const state = sqlStateOf(error);
      const again = state === SERIALIZATION_FAILURE || state === DEADLOCK_DETECTED;
      if (!again || attempt >= ATTEMPTS) throw error;
    }
  }
}
