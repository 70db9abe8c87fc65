/** An example as its readers run it: a Node process of its own, and the lines that it prints. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildClient } from '../support/build-client';

export interface Example {
  lines: readonly string[];
  /** Positions of the events that it printed, in the order of the lines. */
  events: () => number[];
  /** Positions of the states that it printed. */
  states: () => number[];
  /** Resolves when what it has printed is as asked for; rejects when it ends before. */
  until: (isSo: () => boolean) => Promise<void>;
  /** Its exit code, and what it complained of. */
  ended: Promise<{ code: number | null; complaint: string }>;
  stop: () => Promise<void>;
}

const ROOT = join(__dirname, '..', '..');

/** Tries again at once, and takes a line for dead soon. */
const IMPATIENT = { LONGEST_WAIT: '60', QUIET: '1000' };

export function startExample(
  name: string,
  url: string,
  token: string,
  settings: Record<string, string> = IMPATIENT,
): Example {
  buildClient();
  const child = spawn(process.execPath, [join('examples', `${name}.mjs`), url, token], {
    cwd: ROOT,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let complaint = '';
  let isOver = false;
  const look = (): void => {
    for (const each of waiting) each();
  };
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    look();
  });
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const ended = once(child, 'close').then(([code]: unknown[]) => {
    isOver = true;
    look();
    return { code: code as number | null, complaint };
  });
  const until = (isSo: () => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const each = (): void => {
        if (!isSo() && !isOver) return;
        waiting.delete(each);
        if (isSo()) resolve();
        else reject(new Error(`${name} has ended:\n${lines.join('\n')}\n${complaint}`));
      };
      waiting.add(each);
      each();
    });
  const positionsOf = (word: string): number[] =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => Number.parseInt(line.slice(word.length + 1), 10));
  return {
    lines,
    events: () => positionsOf('event'),
    states: () => positionsOf('state'),
    until,
    ended,
    stop: async () => {
      child.kill('SIGINT');
      await ended;
    },
  };
}
