/** Work that several wait for: it is done once, and called off when the last of them has left. */
import { Problem } from '../problem';
import { say } from '../words/message';
import { orStopped } from './stopping';

export class SharedWork<T> {
  readonly done: Promise<T>;
  private readonly calling = new AbortController();
  private waiting = 0;
  private isDone = false;

  /** The signal is aborted when nobody waits any more. */
  constructor(work: (signal: AbortSignal) => Promise<T>) {
    this.done = work(this.calling.signal);
    const end = (): void => {
      this.isDone = true;
    };
    this.done.then(end, end);
  }

  /** Whether it has come to nothing because nobody waited: those who come now begin anew. */
  get isCalledOff(): boolean {
    return this.calling.signal.aborted;
  }

  /** What comes of it; fails with the reason of `signal` when that is aborted first. */
  async wait(signal?: AbortSignal): Promise<T> {
    this.waiting += 1;
    try {
      return await (signal === undefined ? this.done : orStopped(this.done, signal));
    } finally {
      this.waiting -= 1;
      if (this.waiting === 0 && !this.isDone) this.calling.abort(unwanted());
    }
  }
}

/** The reason for which work is called off for which nobody waits; it may be asked for again. */
export function unwanted(): Problem {
  return new Problem('UNAVAILABLE', say`Nobody was waiting for this any more.`, { retry: true });
}
