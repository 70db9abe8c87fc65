/** `giaoban demo`: loads the demo country into the database of DATABASE_URL. */
import type { Command } from 'commander';
import { seedDemo } from '../open-database';
import { withDatabase } from './open-for-command';

export function addDemo(program: Command): void {
  program
    .command('demo')
    .description('Load the demo country, as of TODAY (2020-02-29), into the empty database of DATABASE_URL.')
    .action(async () => {
      await withDatabase(async ({ dataSource }, config, voice) => {
        // Without DATABASE_URL opening the embedded database has loaded it.
        if (config.databaseUrl !== undefined) await seedDemo(dataSource, config, voice);
        process.stdout.write('The demo country is loaded.\n');
      });
    });
}
