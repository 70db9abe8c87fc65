/** Starts a process of the benchmarks from its TypeScript source, and asks it for things. */
import { fork, type ChildProcess, type ForkOptions } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { READY, type Answered, type Commands } from './answer-commands';

export interface Child<Known extends Commands> {
  ask: <Name extends keyof Known & string>(
    command: Name,
    ...argument: Parameters<Known[Name]>
  ) => Promise<Awaited<ReturnType<Known[Name]>>>;
  pid: number;
  stop: () => Promise<void>;
}

interface Waiting {
  resolve: (result: unknown) => void;
  reject: (error: Error) => void;
}

const HOOK = join(__dirname, '..', 'test', 'support', 'typescript-hook.js');

/** A process that is too busy to end by itself is ended. */
const PATIENCE_MILLISECONDS = 10_000;

const running = new Set<() => Promise<void>>();

/** Those that are running, whoever has started them. */
export async function stopChildren(): Promise<void> {
  await Promise.all([...running].map((stop) => stop()));
}

export async function startChild<Known extends Commands>(
  file: string,
  options: ForkOptions = {},
): Promise<Child<Known>> {
  const child = fork(join(__dirname, `${file}.ts`), {
    ...options,
    execArgv: ['-r', HOOK, '--expose-gc'],
    serialization: 'advanced',
  });
  const waiting = new Map<number, Waiting>();
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    if (child.connected) child.disconnect();
    const patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MILLISECONDS);
    await ended;
    clearTimeout(patience);
  };
  running.add(stop);
  void ended.then(([code]) => {
    for (const { reject } of waiting.values()) reject(new Error(`${file} has ended with ${String(code)}.`));
    waiting.clear();
    running.delete(stop);
  });
  child.on('message', ({ id, result, error }: Answered) => {
    const { resolve, reject } = waiting.get(id) ?? {};
    waiting.delete(id);
    if (error === undefined) resolve?.(result);
    else reject?.(new Error(`${file}: ${error}`));
  });
  await new Promise((resolve, reject) => waiting.set(READY, { resolve, reject }));
  return {
    ask: openQuestions(child, waiting) as Child<Known>['ask'],
    pid: child.pid ?? 0,
    stop,
  };
}

function openQuestions(child: ChildProcess, waiting: Map<number, Waiting>) {
  let last: number = READY;
  return (command: string, argument?: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      child.send({ id: last, command, argument });
    });
}
