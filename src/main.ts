/** The command `giaoban`: reads the command line, and hands over to the command that is asked for. */
import 'reflect-metadata';
import { Command } from 'commander';
import { addDemo } from './cli/demo';
import { addMigrate } from './cli/migrate';
import { addServe } from './cli/serve';
import { addToken } from './cli/token';
import { addVerify } from './cli/verify';
import { addWatch } from './cli/watch';
import { Problem } from './problem';

async function main(): Promise<void> {
  const program = new Command('giaoban')
    .description('Knows exactly, at every moment, how far a country-wide campaign of congresses is.')
    .addHelpText(
      'after',
      '\nWithout DATABASE_URL everything runs on an embedded PostgreSQL with a demo country, under DATA_DIR (.data).',
    )
    .showHelpAfterError();
  for (const add of [addServe, addMigrate, addDemo, addVerify, addToken, addWatch]) add(program);
  await program.parseAsync();
}

main().catch((error: unknown) => {
  // What was expected to go wrong has a sentence for it; anything else is a fault, and its stack helps to find it.
  console.error(error instanceof Problem ? `giaoban: ${error.message}` : error);
  process.exitCode = 1;
});
