/** The command `giaoban`: reads the command line, and hands over to the command that is asked for. */
import 'reflect-metadata';
import type { Command } from 'commander';
import { buildProgram } from './cli/build-program';
import { explainFailure } from './cli/explain-failure';
import { isUnderNpm } from './config/config';
import { Problem } from './problem';
import { openStopping, Stopped } from './process/stopping';
import { toTerminalLines } from './text/terminal-text';
import { say } from './words/message';

async function main(program: Command): Promise<void> {
  // A reader of the output, such as `tee`, may be gone at a Ctrl-C: that must not keep a server from stopping in order.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
  refuseUnknownCommand(program, process.argv[2]);
  await program.parseAsync();
}

/** Without this a word that is not a command would count as an argument of the program itself, which shows its help. */
function refuseUnknownCommand({ commands }: Command, word: string | undefined): void {
  if (word === undefined || word.startsWith('-') || word === 'help') return;
  if (commands.some((command) => command.name() === word)) return;
  throw new Problem('BAD_USER_INPUT', say`There is no command "${word}". See giaoban --help.`);
}

const stopping = openStopping(isUnderNpm());

const program = buildProgram(stopping);

main(program).catch(async (error: unknown) => {
  if (stopping.signal.aborted) {
    // On a terminal the line may show a share that counts up.
    if (process.stderr.isTTY) console.error();
    console.error(error instanceof Stopped ? toTerminalLines(error.message) : 'Stopped.');
    stopping.end();
  }
  process.exitCode = 1;
  console.error(toTerminalLines(await explainFailure(error, program)));
});
