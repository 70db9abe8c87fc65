/** Long work in short turns: between two of them the process attends to everything else. */
import { performance } from 'node:perf_hooks';

const TURN_MILLISECONDS = 8;

/** One for the whole process: its turns follow each other, so that many at work stall no more than one. */
export class Turns {
  private until = performance.now() + TURN_MILLISECONDS;
  private readonly waiting: (() => void)[] = [];

  get isOver(): boolean {
    return performance.now() > this.until;
  }

  /** Resolves at once while the turn lasts, otherwise when the next one comes: first come, first served. */
  async pass(): Promise<void> {
    if (!this.isOver && this.waiting.length === 0) return;
    await new Promise<void>((resolve) => {
      this.waiting.push(resolve);
      if (this.waiting.length === 1) setImmediate(this.next);
    });
  }

  private readonly next = (): void => {
    this.until = performance.now() + TURN_MILLISECONDS;
    this.handOver();
  };

  /** Those who need little share a turn. */
  private handOver(): void {
    this.waiting.shift()?.();
    if (this.waiting.length === 0) return;
    setImmediate(this.isOver ? this.next : this.goOn);
  }

  private readonly goOn = (): void => {
    if (this.isOver) this.next();
    else this.handOver();
  };
}
