/** Who sends one token after another that is not valid is answered later and later: refusing costs the server more than asking costs them (P23). */
import { LRUCache } from 'lru-cache';
import { Budget, type BudgetRate } from '../account/budget';
import { CLOCK, type Clock } from '../feed/clock';

/** Refusals of one address: an office whose tokens have all ended is told so at once. */
const RATE: BudgetRate = { perSecond: 20, most: 200 };
const LONGEST_SECONDS = 5;
const MOST_ADDRESSES = 20_000;

export class RefusedSenders {
  private readonly byAddress = new LRUCache<string, Budget>({ max: MOST_ADDRESSES });

  constructor(private readonly clock: Clock = CLOCK) {}

  /** Resolves when one of the address may be told that it is refused. Whose token is valid never waits here. */
  async mayBeTold(address: string): Promise<void> {
    const budget = this.byAddress.get(address) ?? new Budget(RATE, () => this.clock.now() / 1_000);
    this.byAddress.set(address, budget);
    budget.charge(1);
    const seconds = Math.min(LONGEST_SECONDS, budget.secondsUntilAny);
    if (seconds > 0) await new Promise<void>((resolve) => this.clock.after(seconds * 1_000, resolve));
  }
}
