/** The command `giaoban`: reads the command line, and hands over to the command that is asked for. */
import 'reflect-metadata';
import { inspect } from 'node:util';
import type { Command } from 'commander';
import { buildProgram } from './cli/build-program';
import { isUnderNpm } from './config/config';
import { toDatabaseProblem } from './database/fault-table';
import { Problem } from './problem';
import { openStopping, Stopped, type Stopping } from './process/stopping';
import { toTerminalLines } from './text/terminal-text';
import { plain } from './words/message';

async function main(stopping: Stopping): Promise<void> {
  // A reader of the output, such as `tee`, may be gone at a Ctrl-C: that must not keep a server from stopping in order.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
  const program = buildProgram(stopping);
  refuseUnknownCommand(program, process.argv[2]);
  await program.parseAsync();
}

/** Without this a word that is not a command would count as an argument of `serve`, the default. */
function refuseUnknownCommand({ commands }: Command, word: string | undefined): void {
  if (word === undefined || word.startsWith('-') || word === 'help') return;
  if (commands.some((command) => command.name() === word)) return;
  throw new Problem('BAD_USER_INPUT', plain`There is no command "${word}". See giaoban --help.`);
}

const stopping = openStopping(isUnderNpm());

main(stopping).catch((error: unknown) => {
  if (stopping.signal.aborted) {
    // On a terminal the line may show a share that counts up.
    if (process.stderr.isTTY) console.error();
    console.error(error instanceof Stopped ? toTerminalLines(error.message) : 'Stopped.');
    stopping.end();
  }
  // An expected failure has a sentence for it; anything else is a fault, and its stack helps to find it.
  const problem = error instanceof Problem ? error : toDatabaseProblem(error);
  console.error(toTerminalLines(problem === undefined ? inspect(error) : `giaoban: ${problem.message}`));
  process.exitCode = 1;
});
