/** `giaoban verify`: recounts everything, and names every difference. */
import type { Command } from 'commander';
import type { DataSource } from 'typeorm';
import { verify } from '../progress/verify';
import { describeDifference } from '../progress/verify-difference';
import { withDatabaseToRead } from './open-for-command';

export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('Recount every counter and every total of the log from plans and reports, and name every difference.')
    .action(async () => {
      await withDatabaseToRead(async (dataSource) => {
        const differences = await verify(dataSource);
        for (const difference of differences) process.stdout.write(`${describeDifference(difference)}\n`);
        const totals = new Map(differences.map(({ what, total }) => [what, total]));
        const count = [...totals.values()].reduce((sum, total) => sum + total, 0);
        process.stdout.write(
          count === 0
            ? `Nothing differs: ${await describeExtent(dataSource)} recounted.\n`
            : `${format(count)} differences; at most 100 of each kind are listed.\n`,
        );
        if (differences.length > 0) process.exitCode = 1;
      });
    });
}

/** What there was to recount. */
async function describeExtent(dataSource: DataSource): Promise<string> {
  const [row] = await dataSource.query<{ congresses: number; events: number }[]>(
    'SELECT (SELECT count(*) FROM congress)::integer AS congresses, (SELECT count(*) FROM log_entry)::integer AS events',
  );
  return `${format(row?.congresses ?? 0)} congresses and ${format(row?.events ?? 0)} events`;
}

function format(count: number): string {
  return count.toLocaleString('en-US');
}
