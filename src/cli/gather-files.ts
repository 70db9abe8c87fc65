/** Gathers what an import is given on the command line: files, patterns, and standard input, which is kept as a file meanwhile. */
import { dirname } from 'node:path';
import { chooseFiles, STANDARD_INPUT, type GivenFile } from '../exchange/choose-files';
import { spoolInput } from '../exchange/spool-input';
import { printLine } from '../process/voice';
import { say, type Message } from '../words/message';

export interface GatheredFiles {
  files: GivenFile[];
  /** Takes away what was kept meanwhile. */
  remove: () => Promise<void>;
}

const NAME = say`standard input`;

export async function gatherFiles(
  given: readonly string[],
  tell: (message: Message) => string,
  signal: AbortSignal,
): Promise<GatheredFiles> {
  const { paths, notes } = await chooseFiles(given);
  for (const note of notes) printLine(process.stderr, tell(note));
  const files = paths.map((path): GivenFile => ({ path, name: path, folder: dirname(path) }));
  const input = files.find(({ path }) => path === STANDARD_INPUT);
  if (input === undefined) return { files, remove: () => Promise.resolve() };
  const name = tell(NAME);
  if (process.stdin.isTTY) printLine(process.stderr, tell(say`Reading standard input; Ctrl-D ends it.`));
  const { path, remove } = await spoolInput(process.stdin, name, signal);
  Object.assign(input, { path, name, folder: null });
  return { files, remove };
}
