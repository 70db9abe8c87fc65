/** Gives the log a new epoch whenever it finds itself in another database than the one its epoch was drawn for. */
import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';

/** System identifier, timeline and database: another one after a restore, a failover or a copy. */
const DATABASE_IDENTITY = `concat_ws(':',
    (SELECT system_identifier FROM pg_control_system()),
    (SELECT timeline_id FROM pg_control_checkpoint()),
    (SELECT oid FROM pg_database WHERE datname = current_database()))`;

/**
 * A condition that holds in the log of that epoch only: a connection may find itself in another database before
 * anybody has noticed. `parameter` is where the statement has the epoch.
 */
export function isLogOf(parameter: string): string {
  return `(SELECT epoch = ${parameter} AND database_identity = ${DATABASE_IDENTITY} FROM log_head)`;
}

/** The epoch that cursors of this log carry from now on. */
export async function bindEpoch(dataSource: DataSource): Promise<string> {
  const [row] = await dataSource.query<{ identity: string }[]>(`SELECT ${DATABASE_IDENTITY} AS identity`);
  if (row === undefined) throw new Error('PostgreSQL does not tell its identity.');
  await dataSource.query('UPDATE log_head SET epoch = $1, database_identity = $2 WHERE database_identity <> $2', [
    randomBytes(6).toString('hex'),
    row.identity,
  ]);
  const [head] = await dataSource.query<{ epoch: string }[]>('SELECT epoch FROM log_head');
  if (head === undefined) throw new Error('The log has no head: the database was not migrated.');
  return head.epoch;
}
