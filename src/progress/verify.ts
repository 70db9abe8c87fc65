/** Recounts everything from plans and reports, and names every difference from what is stored (`giaoban verify`, P4). */
import type { DataSource } from 'typeorm';
import { Snapshot } from '../database/snapshot';
import { NO_LIMITS } from '../database/statement-limits';
import { congressChecks } from './verify-congresses';
import { counterChecks } from './verify-counters';
import type { Check, Difference } from './verify-difference';
import { LOG_CHECKS } from './verify-log';
import { TOTALS_CHECKS } from './verify-totals';

const CHECKS: readonly Check[] = [...LOG_CHECKS, ...congressChecks(), ...counterChecks(), ...TOTALS_CHECKS];

/**
 * The recount sorts and hashes the whole country; beyond this memory PostgreSQL goes to its disk. What is left of versions after
 * a condition it takes for little, and would go through it once for each congress: not where it may not keep it for that.
 */
const SETTINGS = `${NO_LIMITS}; SET LOCAL work_mem = '64MB'; SET LOCAL enable_material = off`;

const LISTED = 100;

export interface VerifyOptions {
  /** Differences to list of each check; 100 when absent. */
  limit?: number;
  /** Told of each check before it runs. */
  onCheck?: (what: string) => void;
  /** Checks of what is stored beside the congresses. */
  more?: readonly Check[];
}

/** Nothing when the database is sound. All checks see one moment; what commits meanwhile does not disturb them. */
export async function verify(dataSource: DataSource, options: VerifyOptions = {}): Promise<Difference[]> {
  const { limit = LISTED, onCheck, more = [] } = options;
  const snapshot = new Snapshot(dataSource);
  try {
    await snapshot.query(SETTINGS);
    const differences: Difference[] = [];
    for (const { what, sql } of [...CHECKS, ...more]) {
      onCheck?.(what);
      const found = await snapshot.query<Omit<Difference, 'what'>>(sql, [limit]);
      differences.push(...found.map((difference) => ({ what, ...difference })));
    }
    return differences;
  } finally {
    await snapshot.close();
  }
}
