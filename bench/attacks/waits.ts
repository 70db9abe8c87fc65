/** How long somebody has waited, again and again: gathered from the moment at which each was due. */
import { quantile } from '../quantiles';

/** In milliseconds. */
export interface Waits {
  count: number;
  p50: number;
  p99: number;
  longest: number;
  /** Of these: refused, broken off, or not answered when the patience was over. */
  failed: number;
}

export class WaitGauge {
  private readonly waits: number[] = [];
  private readonly open = new Map<symbol, number>();
  private failed = 0;

  /** Something is due now; the function that is returned says how it ended. */
  begin(): (isAnswered: boolean) => void {
    const key = Symbol();
    const at = performance.now();
    this.open.set(key, at);
    return (isAnswered) => {
      if (!this.open.delete(key)) return;
      this.waits.push(performance.now() - at);
      if (!isAnswered) this.failed += 1;
    };
  }

  get isSettled(): boolean {
    return this.open.size === 0;
  }

  /** Who has no answer yet has waited at least until now. */
  finish(): Waits {
    const now = performance.now();
    const unanswered = [...this.open.values()].map((at) => now - at);
    this.open.clear();
    const all = [...this.waits, ...unanswered];
    return {
      count: all.length,
      p50: quantile(all, 0.5),
      p99: quantile(all, 0.99),
      longest: all.length === 0 ? NaN : Math.max(...all),
      failed: this.failed + unanswered.length,
    };
  }
}
