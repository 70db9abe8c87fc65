/** `giaoban migrate`: brings the database to the version of this program. */
import type { Stopping } from '../process/stopping';
import { printLine } from '../process/voice';
import { withDatabase } from './open-for-command';

const STOPPED =
  'Stopped: each migration is carried out whole or not at all, and those that were done stay. Run `giaoban migrate` again.';

export async function migrateDatabase(stopping: Stopping): Promise<void> {
  await withDatabase({ stopping, stopped: STOPPED }, async ({ dataSource }) => {
    const [row] = await dataSource.query<{ name: string }[]>('SELECT name FROM migration ORDER BY id DESC LIMIT 1');
    printLine(process.stdout, `The database is up to date: ${row?.name ?? 'no migration'}.`);
  });
}
