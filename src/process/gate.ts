/** A gate that lets so many pieces of work through at once; the others wait in line. */

/**
 * `whose` says whose work it is, where no one may have the whole gate: one place is left for others.
 * Waiting work leaves the line when `signal` is aborted, and fails with its reason; work that has begun goes on.
 */
export type Gate = <T>(work: () => Promise<T>, whose?: object, signal?: AbortSignal) => Promise<T>;

/** Bounds of the line before a gate; without them everyone waits for as long as it takes. */
export interface WaitingLine {
  /** At most so many wait. */
  longest: number;
  patienceMilliseconds: number;
  /** What work fails with whose turn does not come; it has not begun. */
  refuse: () => Error;
}

interface Waiting {
  whose: object | undefined;
  enter: () => void;
}

export function openGate(width: number, line?: WaitingLine): Gate {
  const places = new Places(width);
  const waiting = new Set<Waiting>();
  /** To the first in line that may enter; those that have as many places as they may are passed over. */
  const handOver = (): void => {
    for (const next of waiting) {
      if (!places.take(next.whose)) continue;
      waiting.delete(next);
      next.enter();
      return;
    }
  };
  return async (work, whose, signal) => {
    if (!places.take(whose)) await standInLine(waiting, whose, line, signal);
    try {
      return await work();
    } finally {
      places.give(whose);
      handOver();
    }
  };
}

class Places {
  private inside = 0;
  private readonly of = new Map<object, number>();

  constructor(private readonly width: number) {}

  /** Whether there was one to be had. */
  take(whose: object | undefined): boolean {
    if (this.inside >= this.width) return false;
    if (whose !== undefined) {
      const own = this.of.get(whose) ?? 0;
      if (own >= Math.max(1, this.width - 1)) return false;
      this.of.set(whose, own + 1);
    }
    this.inside += 1;
    return true;
  }

  give(whose: object | undefined): void {
    this.inside -= 1;
    if (whose === undefined) return;
    const left = (this.of.get(whose) ?? 0) - 1;
    if (left > 0) this.of.set(whose, left);
    else this.of.delete(whose);
  }
}

/** Resolves when a place is handed over. */
function standInLine(
  waiting: Set<Waiting>,
  whose: object | undefined,
  line: WaitingLine | undefined,
  signal: AbortSignal | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (line !== undefined && waiting.size >= line.longest) {
      reject(line.refuse());
      return;
    }
    const leave = (): void => {
      clearTimeout(patience);
      signal?.removeEventListener('abort', giveUp);
      waiting.delete(own);
    };
    const enter = (): void => {
      leave();
      resolve();
    };
    const giveUp = (): void => {
      leave();
      reject(signal?.reason as Error);
    };
    const losePatience = (bounds: WaitingLine): void => {
      leave();
      reject(bounds.refuse());
    };
    const own = { whose, enter };
    const patience = line && setTimeout(losePatience, line.patienceMilliseconds, line);
    signal?.addEventListener('abort', giveUp);
    waiting.add(own);
  });
}
