/** Whose work it is: one account for each subject of a token, and for each address from which no token comes; work goes round by them, and is paid from their budgets. */
import { LRUCache } from 'lru-cache';
import { performance } from 'node:perf_hooks';
import { Budget, type BudgetRate, type Seconds } from './budget';

export class Account {
  /** That are open. */
  subscriptions = 0;

  constructor(
    /** For the log: `subject …` or `address …`. */
    readonly name: string,
    readonly budget: Budget,
  ) {}
}

/** An account that nobody has used for longest is forgotten, and begins anew with a full budget. */
const MOST_ACCOUNTS = 50_000;

const CLOCK: Seconds = () => performance.now() / 1_000;

export class Accounts {
  private readonly known = new LRUCache<string, Account>({ max: MOST_ACCOUNTS });

  constructor(
    private readonly rate: BudgetRate,
    private readonly now: Seconds = CLOCK,
  ) {}

  /** A subject has one account, wherever its requests come from. */
  of(subject: string | null, address: string): Account {
    const name = subject === null ? `address ${address}` : `subject ${subject}`;
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const account = new Account(name, new Budget(this.rate, this.now));
    this.known.set(name, account);
    return account;
  }
}
