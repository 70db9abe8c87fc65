/** The command `giaoban`: reads the command line, and hands over to the command that is asked for. */
import 'reflect-metadata';
import { inspect } from 'node:util';
import { Command } from 'commander';
import { version } from '../package.json';
import { addBriefing } from './cli/briefing';
import { addDemo } from './cli/demo';
import { addExport } from './cli/export';
import { addImport } from './cli/import';
import { addMigrate } from './cli/migrate';
import { addServe } from './cli/serve';
import { addToken } from './cli/token';
import { addVerify } from './cli/verify';
import { addWatch } from './cli/watch';
import { isUnderNpm } from './config';
import { toDatabaseProblem } from './database/fault-table';
import { Problem } from './problem';
import { openStopping, Stopped, type Stopping } from './stopping';
import { toTerminalLines } from './text/terminal-text';

const FIRST_STEPS = `
First steps:
  giaoban serve                                     serves, and prints what to try
  giaoban watch                                     in another terminal: every event, as it happens
  giaoban import campaign.json organizations.xlsx   your own campaign: docs/import.md

Without DATABASE_URL everything runs on an embedded PostgreSQL with a demo country, under DATA_DIR (.data); with it,
AUTH_JWT_SECRET is needed, too. All settings are environment variables: docs/configuration.md.`;

async function main(stopping: Stopping): Promise<void> {
  // Whoever reads along, as `tee` does, may be gone at a Ctrl-C: that must not keep a server from stopping in order.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
  const program = new Command('giaoban')
    .description('Knows exactly, at every moment, how far a country-wide campaign of congresses is.')
    .version(version, '--version', 'Print the version.')
    .helpOption('-h, --help', 'Show this help.')
    .helpCommand('help [command]', 'Show the help of a command.')
    .addHelpText('after', FIRST_STEPS)
    .configureOutput({ outputError: complain });
  const operational = [addServe, addMigrate, addDemo, addImport, addExport, addVerify, addToken, addWatch];
  for (const add of [...operational, addBriefing]) add(program, stopping);
  refuseUnknownCommand(program, process.argv[2]);
  await program.parseAsync();
}

/** Without this a word that is no command would count as an argument of `serve`, the default. */
function refuseUnknownCommand({ commands }: Command, word: string | undefined): void {
  if (word === undefined || word.startsWith('-') || word === 'help') return;
  if (commands.some((command) => command.name() === word)) return;
  throw new Problem('BAD_USER_INPUT', `There is no command "${word}". See giaoban --help.`);
}

/** What commander has to say of a command line, as one line of our own. */
function complain(text: string, write: (line: string) => void): void {
  const line = toTerminalLines(text)
    .trim()
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ');
  write(`giaoban: ${line}${/[.)]$/.test(line) ? '' : '.'} See giaoban --help.\n`);
}

const stopping = openStopping(isUnderNpm());

main(stopping).catch((error: unknown) => {
  if (stopping.signal.aborted) {
    // On a terminal a share that counts up may stand in the line.
    if (process.stderr.isTTY) console.error();
    console.error(error instanceof Stopped ? toTerminalLines(error.message) : 'Stopped.');
    stopping.end();
  }
  // What was expected to go wrong has a sentence for it; anything else is a fault, and its stack helps to find it.
  const problem = error instanceof Problem ? error : toDatabaseProblem(error);
  console.error(toTerminalLines(problem === undefined ? inspect(error) : `giaoban: ${problem.message}`));
  process.exitCode = 1;
});
