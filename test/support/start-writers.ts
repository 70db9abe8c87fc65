/** Starts processes that write to one database at once. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Command } from './command';

/** What came of a command: one of the three is set. */
export interface Outcome {
  answer?: { epoch: string; entries: StoredEntry[] } | undefined;
  /** Code of the Problem. */
  refused?: string;
  /** Anything else that was thrown. */
  failed?: string;
}

/** An entry as it went through JSON. */
export interface StoredEntry {
  position: number;
  recordedAt: string;
  [column: string]: unknown;
}

export interface Writers {
  /** A list of commands for each process; resolves when all are done. */
  run(lists: readonly (readonly Command[])[]): Promise<Outcome[][]>;
  stop(): Promise<void>;
}

export async function startWriters(url: string, count: number): Promise<Writers> {
  const children = Array.from({ length: count }, () =>
    fork(join(__dirname, 'writer-process.ts'), [url], { execArgv: ['-r', join(__dirname, 'typescript-hook.js')] }),
  );
  await Promise.all(children.map(next));
  return {
    run: (lists) =>
      Promise.all(
        children.map((child, index) => {
          const done = next(child) as Promise<Outcome[]>;
          child.send([...(lists[index] ?? [])]);
          return done;
        }),
      ),
    stop: async () => {
      await Promise.all(
        children.map(async (child) => {
          if (child.exitCode !== null) return;
          const ended = once(child, 'exit');
          child.disconnect();
          await ended;
        }),
      );
    },
  };
}

/** The next message of the process; fails when it ends instead. */
async function next(child: ChildProcess): Promise<unknown> {
  const controller = new AbortController();
  const { signal } = controller;
  try {
    const message = once(child, 'message', { signal }).then(([first]: unknown[]) => first);
    const exit = once(child, 'exit', { signal }).then(([code]: unknown[]) => {
      throw new Error(`A writer ended with code ${String(code)}.`);
    });
    exit.catch(() => undefined);
    message.catch(() => undefined);
    return await Promise.race([message, exit]);
  } finally {
    controller.abort();
  }
}
