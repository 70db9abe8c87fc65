/** Whose work it is: one account for each subject of a token, and for each address from which no token comes; work goes round by them, and is paid from their budgets. */
import { LRUCache } from 'lru-cache';
import { performance } from 'node:perf_hooks';
import { Problem } from '../problem';
import { Gate } from '../process/gate';
import { say } from '../words/message';
import { Budget, type BudgetRate, type Seconds } from './budget';

/** Operations of one client that are carried out at once: more of them only take longer each. */
const AT_ONCE = 8;
/** A thousand reports that an office sends at once find room. */
const LONGEST_LINE = 2_000;
const PATIENCE_MILLISECONDS = 30_000;

export class Account {
  /** That are open. */
  subscriptions = 0;

  /** What is carried out at once; the rest waits in a line of its own, in which only what was asked for is kept in memory. */
  readonly executions = new Gate({
    width: AT_ONCE,
    line: { longest: LONGEST_LINE, patienceMilliseconds: PATIENCE_MILLISECONDS, refuse },
  });

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

function refuse(): Problem {
  const message = say`Too many of your operations are waiting already. Try again when some have been answered, and send fewer at once.`;
  return new Problem('LIMIT', message, { limit: LONGEST_LINE, retryAfter: 1 });
}
