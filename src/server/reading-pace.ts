/** How fast is read what clients send over WebSockets: each frame is paid for, and who has sent too many is not read for a while. */
import { LRUCache } from 'lru-cache';
import { Budget, type BudgetRate } from '../account/budget';
import { CLOCK, type Clock } from '../feed/clock';

/**
 * Frames of one socket. A frame costs some 5 µs, one that is answered with an error 50: a flood takes a twentieth of the
 * processor at most. A client that has a thousand changes, or opens all its subscriptions, is not held up.
 */
const SOCKET_RATE: BudgetRate = { perSecond: 1_000, most: 4_000 };
/** Of one address: an office that comes back after a restart, two frames for each socket. */
const ADDRESS_RATE: BudgetRate = { perSecond: 5_000, most: 40_000 };
/** Before it goes on there is enough for so long: otherwise a flood would be paused and resumed at each frame. */
const AHEAD_SECONDS = 0.1;
/** A large frame costs as several of this size. */
const FRAME_BYTES = 4_096;
/** An address that has been forgotten begins anew. */
const MOST_ADDRESSES = 20_000;

export class ReadingBudgets {
  private readonly byAddress = new LRUCache<string, Budget>({ max: MOST_ADDRESSES });

  constructor(private readonly clock: Clock = CLOCK) {}

  /** For one socket; `hold` is told when it is not to be read, and when it is again. */
  open(address: string, hold: (isHeld: boolean) => void): ReadingPace {
    const ofAddress = this.byAddress.get(address) ?? this.budget(ADDRESS_RATE);
    this.byAddress.set(address, ofAddress);
    return new ReadingPace([this.budget(SOCKET_RATE), ofAddress], hold, this.clock);
  }

  private budget(rate: BudgetRate): Budget {
    return new Budget(rate, () => this.clock.now() / 1_000);
  }
}

export class ReadingPace {
  private callOff: (() => void) | undefined;
  private isStopped = false;

  constructor(
    private readonly budgets: readonly Budget[],
    private readonly hold: (isHeld: boolean) => void,
    private readonly clock: Clock,
  ) {}

  get isHeld(): boolean {
    return this.callOff !== undefined;
  }

  /** What has been read already is paid for all the same, on credit: the more was sent at once, the longer is the pause. */
  charge(bytes: number): void {
    for (const budget of this.budgets) budget.charge(1 + Math.floor(bytes / FRAME_BYTES));
    if (this.isHeld || this.isStopped || this.budgets.every(({ remaining }) => remaining >= 0)) return;
    this.hold(true);
    this.wait();
  }

  /** It is not read again by this. */
  stop(): void {
    this.isStopped = true;
    this.callOff?.();
    this.callOff = undefined;
  }

  private wait(): void {
    const seconds = Math.max(...this.budgets.map(({ secondsUntilAny }) => secondsUntilAny)) + AHEAD_SECONDS;
    this.callOff = this.clock.after(seconds * 1_000, () => {
      // Others of its address may have spent it meanwhile.
      if (this.budgets.some(({ remaining }) => remaining < 0)) {
        this.wait();
        return;
      }
      this.callOff = undefined;
      this.hold(false);
    });
  }
}
