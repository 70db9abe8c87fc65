/** `giaoban verify`: recounts everything, and names every difference. */
import type { Command } from 'commander';
import { verify } from '../progress/verify';
import { withDatabase } from './open-for-command';

export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('Recount every counter and every total of the log from plans and reports, and name every difference.')
    .action(async () => {
      await withDatabase(async ({ dataSource }) => {
        const differences = await verify(dataSource);
        for (const difference of differences) process.stdout.write(`${JSON.stringify(difference)}\n`);
        process.stdout.write(differences.length === 0 ? 'Nothing differs.\n' : `${differences.length} differences.\n`);
        if (differences.length > 0) process.exitCode = 1;
      });
    });
}
