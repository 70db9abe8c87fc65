/** The time by which states are paced: that of the process, or one that stands still until a test moves it. */
import { performance } from 'node:perf_hooks';

export interface Clock {
  /** Milliseconds. */
  now: () => number;
  /** Returns what takes it back. */
  after: (milliseconds: number, run: () => void) => () => void;
}

export const CLOCK: Clock = {
  now: () => performance.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, Math.ceil(milliseconds));
    return () => {
      clearTimeout(timer);
    };
  },
};
