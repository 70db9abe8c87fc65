/** A gate that lets so many pieces of work through at once; the others wait in line, and go round by whose work it is. */
import { Rounds } from './rounds';

export interface GateOptions {
  /** Places in all. */
  width: number;
  /** Places that the work of one may have; all but one when absent, so that nobody has the whole gate. */
  each?: number;
  line?: WaitingLine;
}

/** Bounds of the line before a gate; without them everyone waits for as long as it takes. */
export interface WaitingLine {
  /** At most so many wait. */
  longest: number;
  /** At most so many wait of one; as many as there is room for when absent. */
  longestOfOne?: number;
  patienceMilliseconds: number;
  /** What work fails with whose turn does not come; it has not begun. */
  refuse: () => Error;
}

/** Gives the place back; once is enough, and more does no harm. */
export type Leave = () => void;

interface Waiting {
  whose: object | undefined;
  enter: () => void;
}

export class Gate {
  private readonly each: number;
  private readonly waiting = new Rounds<Waiting>();
  private readonly of = new Map<object, number>();
  private inside = 0;

  constructor(private readonly options: GateOptions) {
    this.each = options.each ?? Math.max(1, options.width - 1);
  }

  /** How many are inside, and how many wait. */
  get load(): { inside: number; waiting: number } {
    return { inside: this.inside, waiting: this.waiting.size };
  }

  /**
   * Does the work when there is a place for it. `whose` says whose it is; what is nobody's in particular is bounded by the width alone.
   * Waiting work leaves the line when `signal` is aborted, and fails with its reason; work that has begun goes on.
   */
  async run<T>(work: () => Promise<T>, whose?: object, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    if (this.hasPlace(whose)) this.take(whose);
    else await this.standInLine(whose, signal);
    try {
      return await work();
    } finally {
      this.give(whose);
    }
  }

  /** The same for work whose end is not that of one function. */
  async enter(whose?: object, signal?: AbortSignal): Promise<Leave> {
    signal?.throwIfAborted();
    if (this.hasPlace(whose)) this.take(whose);
    else await this.standInLine(whose, signal);
    return this.leaving(whose);
  }

  /** The same for who does not wait; undefined when there is no place. */
  enterNow(whose?: object): Leave | undefined {
    if (!this.hasPlace(whose)) return undefined;
    this.take(whose);
    return this.leaving(whose);
  }

  private leaving(whose: object | undefined): Leave {
    let isInside = true;
    return () => {
      if (!isInside) return;
      isInside = false;
      this.give(whose);
    };
  }

  private hasPlace(whose: object | undefined): boolean {
    if (this.inside >= this.options.width) return false;
    return whose === undefined || (this.of.get(whose) ?? 0) < this.each;
  }

  private take(whose: object | undefined): void {
    this.inside += 1;
    if (whose !== undefined) this.of.set(whose, (this.of.get(whose) ?? 0) + 1);
  }

  private give(whose: object | undefined): void {
    this.inside -= 1;
    if (whose !== undefined) {
      const left = (this.of.get(whose) ?? 0) - 1;
      if (left > 0) this.of.set(whose, left);
      else this.of.delete(whose);
    }
    const next = this.waiting.next((each) => this.hasPlace(each));
    if (next === undefined) return;
    this.take(next.whose);
    next.enter();
  }

  /** Resolves when a place was taken for it. */
  private standInLine(whose: object | undefined, signal: AbortSignal | undefined): Promise<void> {
    const { line } = this.options;
    return new Promise((resolve, reject) => {
      if (line !== undefined && this.isFull(line, whose)) {
        reject(line.refuse());
        return;
      }
      const leave = (): void => {
        clearTimeout(patience);
        signal?.removeEventListener('abort', giveUp);
        this.waiting.delete(own, whose);
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
      this.waiting.add(own, whose);
    });
  }

  private isFull({ longest, longestOfOne = longest }: WaitingLine, whose: object | undefined): boolean {
    return this.waiting.size >= longest || this.waiting.sizeOf(whose) >= longestOfOne;
  }
}
