/** A budget of cost: it is filled at a steady rate up to a bound, and work is paid from it (a token bucket). */

export interface BudgetRate {
  /** Units of cost that are added in a second; Infinity for a budget without an end. */
  perSecond: number;
  /** Units that it holds when nothing was taken for long. */
  most: number;
}

/** Seconds, from any beginning; never back. */
export type Seconds = () => number;

export class Budget {
  private left: number;
  private at: number;

  constructor(
    readonly rate: BudgetRate,
    private readonly now: Seconds,
  ) {
    this.left = rate.most;
    this.at = now();
  }

  /** Units that may be spent at the moment; negative after work that was charged without being asked for. */
  get remaining(): number {
    const { perSecond, most } = this.rate;
    const now = this.now();
    this.left = Math.min(most, perSecond === Infinity ? most : this.left + (now - this.at) * perSecond);
    this.at = now;
    return this.left;
  }

  /**
   * Pays for work before it begins: 0 when it is paid, otherwise the seconds until it can be, and nothing was taken.
   * What costs more than the budget ever holds is let through when it is full, and is paid off afterwards.
   */
  pay(cost: number): number {
    const wait = this.secondsUntil(cost);
    if (wait === 0) this.charge(cost);
    return wait;
  }

  /** Takes what work has cost that was done anyway. */
  charge(cost: number): void {
    this.left = this.remaining - cost;
  }

  /** Seconds until so much is there, or as much as it holds. */
  secondsUntil(cost: number): number {
    const missing = Math.min(cost, this.rate.most) - this.remaining;
    return missing <= 0 ? 0 : missing / this.rate.perSecond;
  }
}
