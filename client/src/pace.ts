/** How long to wait before the next attempt: twice as long each time, and not all clients at the same moment. */

const SHORTEST_MILLISECONDS = 250;
/** At most this often twice as long: 2 to a power without an end is Infinity. */
const MOST_DOUBLINGS = 20;

export class Pace {
  private failures = 0;
  private waiting: Promise<void> | undefined;
  private readonly longest: number;
  private readonly closed: AbortSignal;

  constructor(longest: number, closed: AbortSignal) {
    this.longest = longest;
    this.closed = closed;
  }

  get isPausing(): boolean {
    return this.waiting !== undefined;
  }

  succeed(): void {
    this.failures = 0;
  }

  /** One pause for all who have lost the same. */
  pause(atLeast = 0): Promise<void> {
    this.waiting ??= this.next(atLeast).finally(() => {
      this.waiting = undefined;
    });
    return this.waiting;
  }

  /** Until the pause is over, if there is one. */
  async ready(): Promise<void> {
    await this.waiting;
  }

  private next(atLeast: number): Promise<void> {
    const doubled = SHORTEST_MILLISECONDS * 2 ** Math.min(this.failures, MOST_DOUBLINGS);
    this.failures += 1;
    const spread = Math.min(this.longest, doubled) * (0.5 + Math.random() / 2);
    return sleep(Math.max(atLeast, spread), this.closed);
  }
}

/** Resolves early when the signal says so. */
function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}
