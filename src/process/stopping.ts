/** Stopping: turns the signals that end a program into one AbortSignal, the only place that listens to them, and lets work end with it. */
import { printLine } from './voice';

/** SIGHUP: the window of the terminal was closed. */
const NUMBERS = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 } as const;
type EndingSignal = keyof typeof NUMBERS;

/** A Ctrl-C reaches a program under npm twice: from the terminal, and handed on by npm. */
const SAME_SIGNAL_MILLISECONDS = 1_000;
const LOOK_FOR_PARENT_MILLISECONDS = 250;

/** Thrown by what did not finish because the program was told to stop; the message says what came of it. */
export class Stopped extends Error {
  constructor(message = 'Stopped.') {
    super(message);
    this.name = 'Stopped';
  }
}

export interface Stopping {
  /** Aborted at the first signal, with a Stopped as its reason. Another one later on ends the process at once. */
  signal: AbortSignal;
  /**
   * From now on something must not be broken off: the signal waits until the function that this returns is called.
   * `waiting` is printed at the first request to stop meanwhile, `cutOff` at the second, which ends the process.
   */
  hold: (words: { waiting: string; cutOff: string }) => () => void;
  /** Ends the process as one that was stopped. */
  end: () => never;
}

/** `isBelowShell`: the parent may be killed without a word to this program, which then ends, too. */
export function openStopping(isBelowShell: boolean): Stopping {
  const controller = new AbortController();
  let told: { by: EndingSignal; at: number } | undefined;
  let held: { waiting: string; cutOff: string } | undefined;
  const end = (): never => endProcess(told?.by ?? 'SIGTERM');
  const stop = (by: EndingSignal): void => {
    if (told !== undefined) {
      if (Date.now() - told.at <= SAME_SIGNAL_MILLISECONDS) return;
      if (held !== undefined) complain(held.cutOff);
      end();
    }
    told = { by, at: Date.now() };
    if (held === undefined) controller.abort(new Stopped());
    else complain(held.waiting);
  };
  for (const by of Object.keys(NUMBERS) as EndingSignal[]) process.on(by, stop);
  if (isBelowShell) {
    whenOrphaned(() => {
      stop('SIGTERM');
    });
  }
  return {
    signal: controller.signal,
    hold: (words) => {
      held = words;
      return () => {
        held = undefined;
        if (told !== undefined) controller.abort(new Stopped());
      };
    },
    end,
  };
}

function whenOrphaned(stop: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, LOOK_FOR_PARENT_MILLISECONDS).unref();
}

function complain(line: string): void {
  printLine(process.stderr, line);
}

function endProcess(by: EndingSignal): never {
  const code = 128 + NUMBERS[by];
  // The usual way waits for threads, and one of them may read from a pipe into which nobody writes.
  if (process.getActiveResourcesInfo().some((name) => name.startsWith('FSReq'))) {
    process.emit('exit', code);
    process.removeAllListeners(by);
    process.kill(process.pid, by);
  }
  process.exit(code);
}

/** The work, or the reason why it was stopped: for what cannot be broken off, and changes nothing when it goes on. */
export async function orStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop: () => void = () => undefined;
  const stopped = new Promise<never>((_resolve, reject) => {
    stop = () => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  return Promise.race([work, stopped]).finally(() => {
    signal.removeEventListener('abort', stop);
  });
}
