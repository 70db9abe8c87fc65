/** A budget of cost: it is filled at a steady rate up to a bound, and work is paid from it (a token bucket). */

/** What the process and PostgreSQL do in a millisecond if both have nothing else to do. */
export const UNITS_IN_A_MILLISECOND = 200;

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

  /** Pays for work before it begins, on credit if need be, as long as anything is left: whether it is paid. */
  pay(cost: number): boolean {
    if (this.remaining <= 0) return false;
    this.charge(cost);
    return true;
  }

  /** Takes what work has cost that was done anyway, or gives back what it has not. The debt is never larger than what the budget holds. */
  charge(cost: number): void {
    this.left = Math.min(this.rate.most, Math.max(-this.rate.most, this.remaining - cost));
  }

  /** Seconds until something is left; 0 when there is. */
  get secondsUntilAny(): number {
    return Math.max(0, -this.remaining) / this.rate.perSecond;
  }

  /** Seconds until it holds as much as it can. */
  get secondsUntilFull(): number {
    return Math.max(0, this.rate.most - this.remaining) / this.rate.perSecond;
  }
}
