/** When to look whether a state is still so for those who have come: in a crowd they share a look, and who comes alone does not wait. */
import type { Clock } from './clock';

/** Who comes with hundreds of others waits longer than that for them to be let in. */
const APART_MILLISECONDS = 100;

export class JoinPace {
  private lookedAt = Number.NEGATIVE_INFINITY;
  private disarm: (() => void) | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly wake: () => void,
  ) {}

  looked(): void {
    this.lookedAt = this.clock.now();
  }

  /** Whether those who have come wait for others to come; they are woken when the next look is due. */
  holdsBack(): boolean {
    if (this.disarm !== undefined) return true;
    const wait = this.lookedAt + APART_MILLISECONDS - this.clock.now();
    if (wait <= 0) return false;
    this.disarm = this.clock.after(wait, () => {
      this.disarm = undefined;
      this.wake();
    });
    return true;
  }

  stop(): void {
    this.disarm?.();
    this.disarm = undefined;
  }
}
