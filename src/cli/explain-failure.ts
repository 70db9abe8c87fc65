/** Says why a command failed: an expected failure in a sentence, in the language of the command; anything else as it is, with its stack. */
import { inspect } from 'node:util';
import type { Command } from 'commander';
import { toDatabaseProblem } from '../database/fault-table';
import { Problem } from '../problem';
import { messageLanguage } from './message-language';

export async function explainFailure(error: unknown, program: Command | undefined): Promise<string> {
  const problem = error instanceof Problem ? error : toDatabaseProblem(error);
  if (problem === undefined) return inspect(error);
  const command = program?.commands.find((each) => each.name() === program.args[0]);
  const { fileWording } = await import('../exchange/file-wording.js');
  return `giaoban: ${problem.said.write(fileWording(messageLanguage(command)))}`;
}
