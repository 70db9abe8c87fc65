/** When those who asked for a least interval may get the next state: pushes are held back together, so that one look serves all. */
import type { Clock } from './clock';
import { JoinPace } from './join-pace';

/** One who has a state already. */
export interface PacedMember {
  /** When it was sent the last one. */
  pushedAt: number;
}

export class PushPace {
  /** Of those who have no state yet. */
  readonly joins: JoinPace;
  /** When a change was last pushed to any of them. */
  private last = Number.NEGATIVE_INFINITY;
  private disarm: (() => void) | undefined;

  constructor(
    private readonly atMostEvery: number,
    private readonly clock: Clock,
    private readonly wake: () => void,
  ) {
    this.joins = new JoinPace(clock, wake);
  }

  get isNone(): boolean {
    return this.atMostEvery === 0;
  }

  now(): number {
    return this.isNone ? 0 : this.clock.now();
  }

  /** Whether that one may get a change at that moment. */
  allows({ pushedAt }: PacedMember, now: number): boolean {
    return this.isNone || now - Math.max(this.last, pushedAt) >= this.atMostEvery;
  }

  /** Whether none of those who wait for a change may get it yet; they are woken when the first of them may. */
  holdsBack(waiting: () => Iterable<PacedMember>): boolean {
    if (this.isNone) return false;
    // Pushes in the meantime can only move that moment further away.
    if (this.disarm !== undefined) return true;
    let earliest = Number.POSITIVE_INFINITY;
    for (const { pushedAt } of waiting()) earliest = Math.min(earliest, pushedAt);
    const wait = Math.max(this.last, earliest) + this.atMostEvery - this.clock.now();
    if (earliest === Number.POSITIVE_INFINITY || wait <= 0) return false;
    this.disarm = this.clock.after(wait, () => {
      this.disarm = undefined;
      this.wake();
    });
    return true;
  }

  /** A change was pushed. */
  pushed(now: number): void {
    this.last = now;
  }

  stop(): void {
    this.joins.stop();
    this.disarm?.();
    this.disarm = undefined;
  }
}
