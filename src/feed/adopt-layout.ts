/** In which layout entries store totals: the newest one that every process on the database can read. */
import type { EntityManager } from 'typeorm';

/** The newest that this version reads. */
export const NEWEST_LAYOUT = 2;

/** Processes listen under this name, and so say what they read. Those of versions before there were layouts say none. */
export const LISTENER_NAME = `giaoban listener ${NEWEST_LAYOUT}`;

const ADOPT = `
  UPDATE log_head SET totals_layout = $1
   WHERE totals_layout < $1 AND NOT EXISTS (
     SELECT FROM pg_stat_activity
      WHERE datname = current_database() AND application_name LIKE 'giaoban listener%' AND application_name <> $2)`;

/** To be asked now and then, when the head of the log is about to be locked anyway. */
export async function adoptLayout(manager: EntityManager): Promise<void> {
  await manager.query(ADOPT, [NEWEST_LAYOUT, LISTENER_NAME]);
}
