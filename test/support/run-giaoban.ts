/** Runs the command `giaoban` as somebody would type it, with nothing of this environment but what is given. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const HOOK = join(ROOT, 'test', 'support', 'typescript-hook.js');

export interface Ended {
  /** As a shell has it: 130 for one that SIGINT has ended, whether or not it caught it. */
  code: number;
  out: string;
  err: string;
}

export interface Given {
  folder: string;
  settings: Record<string, string>;
  /** Where the sources are; those of this project when absent. */
  root?: string;
  /** What it reads from standard input; nothing when absent. */
  input?: string | Uint8Array;
  /** Whether anybody reads its output; otherwise the pipe is closed at once. */
  read?: boolean;
}

export interface Running {
  pid: number;
  kill: (signal: NodeJS.Signals) => void;
  /** Resolves when it has said that; rejects when it ends before. */
  until: (words: string) => Promise<void>;
  ended: Promise<Ended>;
}

export function runGiaoban(words: readonly string[], given: Given): Promise<Ended> {
  return startGiaoban(words, given).ended;
}

export function startGiaoban(words: readonly string[], given: Given): Running {
  return startProgram([join(given.root ?? ROOT, 'src', 'main.ts'), ...words], given);
}

/** A program of this project from its sources. */
export function startProgram(words: readonly string[], { folder, settings, input, read = true }: Given): Running {
  const child = spawn(process.execPath, ['-r', HOOK, ...words], {
    cwd: folder,
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'silent', ...settings },
    stdio: 'pipe',
  });
  // It may end before it has read all of it.
  child.stdin.on('error', () => undefined).end(input ?? '');
  const output = { out: '', err: '' };
  const looking = new Set<() => void>();
  const take = (where: 'out' | 'err') => (chunk: Buffer) => {
    output[where] += chunk.toString();
    for (const look of looking) look();
  };
  if (read) child.stdout.on('data', take('out'));
  else child.stdout.destroy();
  child.stderr.on('data', take('err'));
  const ended = once(child, 'close').then(([code, signal]) => ({
    code: (code as number | null) ?? 128 + constants.signals[signal as NodeJS.Signals],
    ...output,
  }));
  const until = (words: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (`${output.out}\n${output.err}`.includes(words)) resolve();
      };
      looking.add(look);
      look();
      void ended.then(({ code }) => {
        reject(new Error(`It ended with ${code} before it said "${words}":\n${output.out}\n${output.err}`));
      });
    });
  return { pid: child.pid ?? 0, kill: (signal) => void child.kill(signal), until, ended };
}
