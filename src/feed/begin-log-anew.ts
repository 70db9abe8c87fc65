/** Begins the log of a database anew, as if it had never held an entry: cursors of the old one know it by the epoch. */
import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { WAKE_UP_CHANNEL } from './log';

/** The entries themselves are taken away by whoever empties the database. */
export async function beginLogAnew(manager: EntityManager): Promise<void> {
  await manager.query(
    `UPDATE log_head SET epoch = $1, epoch_before = NULL, position = 0, mark = NULL, recorded_at = 'epoch', totals_layout = DEFAULT`,
    [randomBytes(6).toString('hex')],
  );
  await manager.query('SELECT pg_notify($1, $2)', [WAKE_UP_CHANNEL, '']);
}
