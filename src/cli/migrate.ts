/** `giaoban migrate`: brings the database to the version of this program. */
import type { Command } from 'commander';
import { withDatabase } from './open-for-command';

export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description(
      'Bring the database to the version of this program. Safe to run at any time, from any number of places.',
    )
    .action(async () => {
      await withDatabase(async ({ dataSource }) => {
        const [row] = await dataSource.query<{ name: string }[]>('SELECT name FROM migration ORDER BY id DESC LIMIT 1');
        process.stdout.write(`The database is up to date: ${row?.name ?? 'no migration'}.\n`);
      });
    });
}
