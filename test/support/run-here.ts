/** Runs the command `giaoban` in the process of the test: for what a command does, where the start and the end of a process are not the point. */
import { CommanderError } from 'commander';
import { buildProgram } from '../../src/cli/build-program';
import { explainFailure } from '../../src/cli/explain-failure';
import { Stopped, type Stopping } from '../../src/process/stopping';
import type { Ended, Given } from './run-giaoban';

/** Nobody presses Ctrl-C. */
const NEVER: Stopping = {
  signal: new AbortController().signal,
  hold: () => () => undefined,
  end: () => {
    throw new Error('Nobody has stopped it.');
  },
};

/** As `runGiaoban`, without the second that a process takes to load. One at a time: it takes over what a process has once. `stop` is the Ctrl-C. */
export async function runHere(
  words: readonly string[],
  given: Pick<Given, 'folder' | 'settings'>,
  stop = NEVER.signal,
): Promise<Ended> {
  const output = { out: '', err: '' };
  const putBack = takeOver(given, output);
  try {
    const code = await carryOut(words, output, { ...NEVER, signal: stop });
    return { code, ...output };
  } finally {
    putBack();
  }
}

async function carryOut(words: readonly string[], output: { err: string }, stopping: Stopping): Promise<number> {
  const program = buildProgram(stopping);
  for (const command of [program, ...program.commands]) command.exitOverride();
  try {
    await program.parseAsync(words, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    if (error instanceof Stopped) {
      output.err += `${error.message}\n`;
      return 130;
    }
    output.err += `${await explainFailure(error, program)}\n`;
    return 1;
  }
}

/** The folder, the environment, the outputs and the exit code; the function that it returns puts all of it back. */
function takeOver({ folder, settings }: Pick<Given, 'folder' | 'settings'>, output: Pick<Ended, 'out' | 'err'>) {
  const { env, exitCode, stdout, stderr } = process;
  const before = process.cwd();
  process.chdir(folder);
  process.env = { PATH: env['PATH'], LOG_LEVEL: 'silent', ...settings };
  process.exitCode = undefined;
  const release = [capture(stdout, (text) => (output.out += text)), capture(stderr, (text) => (output.err += text))];
  return (): void => {
    for (const each of release) each();
    process.exitCode = exitCode;
    process.env = env;
    process.chdir(before);
  };
}

/** Like a pipe: what is written there goes to `take`. */
function capture(stream: NodeJS.WriteStream, take: (text: string) => void): () => void {
  const { isTTY } = stream;
  const write = stream.write.bind(stream);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  stream.isTTY = false;
  stream.write = (chunk: string | Uint8Array, ...others: unknown[]): boolean => {
    take(typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }));
    const done = others.at(-1);
    if (typeof done === 'function') process.nextTick(done);
    return true;
  };
  return () => {
    stream.write = write;
    stream.isTTY = isTTY;
  };
}
