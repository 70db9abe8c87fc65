/**
 * The epoch of the log: positions of two epochs cannot be compared. It also judges cursors that carry no mark. It is
 * drawn anew where the database is another one, and where entries that were seen are gone; not at a promotion as such.
 */
import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { LogPlace } from './cursor';

/** Another one after a restore, whether into another database or in place: `pg_restore --clean` makes the table anew. */
const DATABASE = `concat_ws(':',
    (SELECT system_identifier FROM pg_control_system()),
    (SELECT oid FROM pg_database WHERE datname = current_database()),
    'log_head'::regclass::oid)`;

/** What versions before marks have bound the epoch to, in `database_identity`: with the timeline in the middle. */
const BOUND_BEFORE = `database_identity LIKE concat_ws(':',
    (SELECT system_identifier FROM pg_control_system()), '%',
    (SELECT oid FROM pg_database WHERE datname = current_database()))`;

/** Draws an epoch for a database that the log was not bound to yet. A log from a version before marks keeps its epoch. */
const BIND = `
  UPDATE log_head
     SET bound_to = ${DATABASE},
         epoch = CASE WHEN bound_to IS NULL AND ${BOUND_BEFORE} THEN epoch ELSE $1 END
   WHERE bound_to IS DISTINCT FROM ${DATABASE}`;

/** Several processes notice the same loss, one after the other: the first one draws. */
const REDRAW = `
  UPDATE log_head SET epoch = $1, epoch_before = $2 WHERE epoch_before IS DISTINCT FROM $2 AND ($3 OR epoch = $2)`;

function draw(): string {
  return randomBytes(6).toString('hex');
}

export async function bindEpoch(dataSource: DataSource): Promise<void> {
  await dataSource.query(BIND, [draw()]);
}

/**
 * Entries that were seen in the epoch are gone. Where the one seen last has no mark, another epoch is all that was
 * noticed: it has been drawn already.
 */
export async function leaveEpoch(dataSource: DataSource, { epoch, mark }: LogPlace): Promise<void> {
  await dataSource.query(REDRAW, [draw(), epoch, mark !== null]);
}
