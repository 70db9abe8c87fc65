/** Long work in short turns: between two of them the process attends to everything else. */
import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Rounds } from './rounds';

const SHARED_TURN_MILLISECONDS = 8;

/**
 * Turns that many pieces of work share: they follow each other, so that many at work stall the process no more than one.
 * For work that consists of many calls, and comes from many clients.
 */
export class Turns {
  private until = performance.now() + SHARED_TURN_MILLISECONDS;
  private readonly waiting = new Rounds<() => void>();

  get isOver(): boolean {
    return performance.now() > this.until;
  }

  /** Whether others wait for their turn. */
  get isCrowded(): boolean {
    return this.waiting.size > 0;
  }

  /** Resolves at once while the turn lasts, otherwise when the next one comes: round by whose work it is. */
  async pass(whose?: object): Promise<void> {
    if (!this.isOver && this.waiting.size === 0) return;
    await new Promise<void>((resolve) => {
      this.waiting.add(resolve, whose);
      if (this.waiting.size === 1) setImmediate(this.next);
    });
  }

  private readonly next = (): void => {
    this.until = performance.now() + SHARED_TURN_MILLISECONDS;
    this.handOver();
  };

  /** Those who need little share a turn. */
  private handOver(): void {
    this.waiting.next()?.();
    if (this.waiting.size === 0) return;
    setImmediate(this.isOver ? this.next : this.goOn);
  }

  private readonly goOn = (): void => {
    if (this.isOver) this.next();
    else this.handOver();
  };
}

/** Shorter: several loops may be at work at once. */
const OWN_TURN_MILLISECONDS = 4;
/** Things between two looks at the clock. */
const SOME = 8;

/** Maps a long list in turns of its own: for one loop inside of a change, which waits for nobody else's turn. */
export async function mapInTurns<In, Out>(
  things: readonly In[],
  map: (thing: In, index: number) => Out,
): Promise<Out[]> {
  const mapped: Out[] = [];
  let until = performance.now() + OWN_TURN_MILLISECONDS;
  for (const [index, thing] of things.entries()) {
    if (index % SOME === SOME - 1 && performance.now() > until) {
      await nextTurn();
      until = performance.now() + OWN_TURN_MILLISECONDS;
    }
    mapped.push(map(thing, index));
  }
  return mapped;
}
