/** Who pays for the work of a group: those who ask for it, by how many subscribers of theirs it serves; so what many share costs each of them little (P23). */
import { setTimeout as pause } from 'node:timers/promises';
import type { Account } from '../account/account';

/** Those who have nothing left are looked at again at least this often: others may have come. */
const LOOK_MILLISECONDS = 1_000;

export class Payers {
  private readonly subscribers = new Map<Account, number>();

  constructor(
    /** Units of cost of one execution. */
    readonly price: number,
  ) {}

  /** Undefined is nobody who could pay: what the server does by itself. */
  add(account: Account | undefined): void {
    if (account !== undefined) this.subscribers.set(account, (this.subscribers.get(account) ?? 0) + 1);
  }

  remove(account: Account | undefined): void {
    const left = account && (this.subscribers.get(account) ?? 0) - 1;
    if (account === undefined || left === undefined) return;
    if (left > 0) this.subscribers.set(account, left);
    else this.subscribers.delete(account);
  }

  /** One of them, for what is executed for it alone. */
  alone(account: Account | undefined): Payers {
    const alone = new Payers(this.price);
    alone.add(account);
    return alone;
  }

  /** In whose turn the work is done: the one who has most left. */
  get first(): Account | undefined {
    let first: Account | undefined;
    for (const account of this.subscribers.keys()) {
      if (first === undefined || account.budget.remaining > first.budget.remaining) first = account;
    }
    return first;
  }

  /** Of one execution or several: it is divided among those who have something left. Returns what gives back some of it, to the same. */
  charge(executions = 1): (units: number) => void {
    const all = [...this.subscribers];
    const solvent = all.filter(([{ budget }]) => budget.remaining > 0);
    const payers = solvent.length > 0 ? solvent : all;
    const total = payers.reduce((sum, [, count]) => sum + count, 0);
    const divide = (units: number): void => {
      for (const [{ budget }, count] of payers) budget.charge((units * count) / total);
    };
    divide(this.price * executions);
    return (units) => {
      divide(-Math.max(0, units));
    };
  }

  /** Resolves once one of them has something left, or the work is not wanted any more. */
  async solvent(wanted: AbortSignal): Promise<void> {
    for (let wait = this.secondsUntilAny(); wait > 0 && !wanted.aborted; wait = this.secondsUntilAny()) {
      const milliseconds = Math.min(LOOK_MILLISECONDS, Math.ceil(wait * 1_000));
      await pause(milliseconds, undefined, { ref: false, signal: wanted }).catch(() => undefined);
    }
  }

  private secondsUntilAny(): number {
    let least = this.subscribers.size === 0 ? 0 : Infinity;
    for (const { budget } of this.subscribers.keys()) {
      least = Math.min(least, budget.secondsUntilAny);
      if (least === 0) break;
    }
    return least;
  }
}
