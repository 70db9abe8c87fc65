/** Subscribers who ask for the same state: looked at once after each change, and only the newest is sent (P5, P11). */
import { isSamePlace, nameOf, type EntryName, type LogPlace } from './cursor';
import type { StatePlan } from './subscription-plan';
import { matches } from './filter';
import type { LogEntry } from './log-entry';
import type { Joined, Outlet, Rendered } from './outlet';
import type { Clock } from './clock';
import { PushPace } from './pace';
import type { Payers } from './payers';
import type { Execute } from './execution';
import type { RenderingBounds } from './rendering-bounds';
import { unwanted } from '../process/shared-work';
import type { Turns } from '../process/turns';
import { Untold } from './untold';

export interface StateGroupOptions {
  state: StatePlan;
  execute: Execute;
  bounds: RenderingBounds;
  turns: Turns;
  clock: Clock;
  /** Whether the tail follows the log that has the entry, once it has read that far. */
  reaches: (named: EntryName) => Promise<boolean>;
  /** Where the log ends, at some moment after the call. */
  look: () => Promise<LogPlace>;
  explain: (error: unknown) => Buffer;
  onEmpty: () => void;
  payers: Payers;
}

interface Watcher {
  outlet: Outlet;
  /** Number of the first look that it may get: one that began after it came. */
  firstLook: number;
  /** The newest state that it has, by position; -1 when it has none yet. */
  position: number;
  /** When it was sent that one. */
  pushedAt: number;
  isWaitedFor: boolean;
}

export class StateGroup {
  private readonly watchers = new Set<Watcher>();
  private newest: Rendered | undefined;
  /** Of the newest: where the log ended then. */
  private readAt: LogPlace | undefined;
  /** The newest entry that has changed it. */
  private changedAt = -1;
  private readonly untold = new Untold();
  private looks = 0;
  private isAsked = false;
  /** Some may not have the newest state, though nothing has to be looked at for it. */
  private isDue = false;
  /** Somebody has come who has no state yet, and does not wait for the pace of the others. */
  private isJoined = false;
  private isRunning = false;
  private readonly over = new AbortController();
  private readonly pace: PushPace;

  constructor(private readonly options: StateGroupOptions) {
    this.pace = new PushPace(options.state.atMostEvery, options.clock, () => {
      this.wake();
    });
  }

  get filter(): StatePlan['filter'] {
    return this.options.state.filter;
  }

  get isEmpty(): boolean {
    return this.watchers.size === 0;
  }

  get size(): { members: number; behind: number } {
    return { members: this.watchers.size, behind: 0 };
  }

  get isWanted(): boolean {
    return !this.over.signal.aborted && !this.isEmpty;
  }

  join(outlet: Outlet): Joined {
    const watcher: Watcher = { outlet, firstLook: this.looks + 1, position: -1, pushedAt: 0, isWaitedFor: false };
    this.watchers.add(watcher);
    this.options.payers.add(outlet.account);
    this.isAsked = this.isJoined = true;
    this.wake();
    return { leave: this.leave.bind(this, watcher) };
  }

  private leave(watcher: Watcher): void {
    if (this.watchers.delete(watcher)) this.options.payers.remove(watcher.outlet.account);
    if (!this.isEmpty) return;
    this.pace.stop();
    this.options.onEmpty();
  }

  offer(entry: LogEntry): void {
    if (this.over.signal.aborted || entry.position <= this.changedAt || !matches(this.filter, entry)) return;
    this.changedAt = entry.position;
    this.untold.add(entry);
    // A look for a new subscriber may have seen it already, but was not sent to the others.
    if (entry.position <= (this.newest?.position ?? -1)) this.isDue = true;
    else this.isAsked = true;
    this.wake();
  }

  end(error?: unknown): void {
    this.endWith(error === undefined ? undefined : this.options.explain(error));
  }

  private endWith(why: Buffer | undefined): void {
    if (this.over.signal.aborted) return;
    this.over.abort(unwanted());
    this.pace.stop();
    const watchers = [...this.watchers];
    this.watchers.clear();
    for (const { outlet } of watchers) outlet.end(why);
    this.options.onEmpty();
  }

  private wake(): void {
    if (!this.isRunning) void this.run();
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    try {
      while ((this.isAsked || this.isDue) && this.isWanted) {
        const isJoined = this.isJoined;
        if (!isJoined && this.pace.holdsBack(() => this.waiting())) return;
        if (isJoined && !this.isDue && this.stillAt !== undefined && this.pace.joins.holdsBack()) return;
        this.isJoined = this.isDue = false;
        if (this.isAsked && !(await this.isStillSo()) && !(await this.renew())) this.isJoined ||= isJoined;
        await this.handOut();
      }
    } catch (error) {
      this.end(error);
    } finally {
      this.isRunning = false;
    }
  }

  /** Where the newest was read, as long as this process knows of no change since. */
  private get stillAt(): LogPlace | undefined {
    return this.changedAt > (this.readAt?.position ?? -1) ? undefined : this.readAt;
  }

  /** Whether nothing has changed since the newest was read: those who have come get that one, and nothing is executed for them. */
  private async isStillSo(): Promise<boolean> {
    const readAt = this.stillAt;
    if (readAt === undefined) return false;
    this.isAsked = false;
    this.looks += 1;
    const end = await this.options.look().catch(() => undefined);
    const isSame = end !== undefined && isSamePlace(end, readAt);
    if (isSame) this.pace.joins.looked();
    this.isAsked ||= !isSame;
    return isSame;
  }

  /** Whether it may be handed out. A look sees what is committed, and the tail may not have read that far: a loss of what it has not read would go unnoticed. */
  private async renew(): Promise<boolean> {
    const { bounds, payers } = this.options;
    await payers.solvent(this.over.signal);
    const { rendered, head } = await bounds.states.run(() => this.look(), payers.first, this.over.signal);
    if (rendered.isLast) {
      this.endWith(rendered.answer);
    } else if (head !== undefined && !(await this.options.reaches(nameOf(head)))) {
      this.isAsked = true;
      return false;
    } else {
      this.newest = rendered;
      this.readAt = head;
    }
    return true;
  }

  /** Those who have a state, and lack a newer one. */
  private *waiting(): Generator<Watcher> {
    for (const watcher of this.watchers) {
      if (watcher.position >= 0 && !watcher.isWaitedFor && (this.isAsked || this.lacks(watcher))) yield watcher;
    }
  }

  private lacks({ position }: Watcher): boolean {
    return position < (this.newest?.position ?? -1) && (position < 0 || position < this.changedAt);
  }

  private async look(): Promise<{ rendered: Rendered; head: LogPlace | undefined }> {
    this.isAsked = false;
    this.looks += 1;
    this.options.payers.charge();
    const { state, execute } = this.options;
    let head: LogPlace | undefined;
    let position = this.newest?.position ?? state.from.position;
    const root = state.toRoot((at, changedAt = at.position) => {
      head = at;
      position = changedAt;
    });
    const { answer, isLast } = await execute(root, [], this.over.signal);
    // A state that could not be read has no place: its subscribers get the reason, and nothing after it.
    const isEnd = isLast || head === undefined;
    return { rendered: { position, previous: undefined, cursor: undefined, answer, isLast: isEnd }, head };
  }

  private async handOut(): Promise<void> {
    const { turns } = this.options;
    const now = this.pace.now();
    let isPushed = false;
    for (const watcher of this.watchers) {
      isPushed = this.hand(watcher, now) || isPushed;
      if (turns.isOver) await turns.pass();
    }
    if (isPushed) this.pace.pushed(now);
    // What was asked to come later is not late.
    if (!this.pace.isNone) this.untold.forget();
    this.untold.tell(this.newest?.position ?? -1, this.watchers.size);
  }

  /** Whether it got a change, and not its first state. */
  private hand(watcher: Watcher, now: number): boolean {
    const { newest } = this;
    if (newest === undefined || watcher.isWaitedFor || watcher.firstLook > this.looks) return false;
    if (!this.lacks(watcher)) return false;
    const hasState = watcher.position >= 0;
    if (hasState && !this.pace.allows(watcher, now)) {
      this.isDue = true;
      return false;
    }
    if (watcher.outlet.backlog > watcher.outlet.mostBehind) {
      void this.handLater(watcher);
      return false;
    }
    watcher.position = newest.position;
    watcher.pushedAt = now;
    watcher.outlet.send([newest]);
    return hasState;
  }

  /** It gets the newest state once it has taken what it got; states in between are left out. */
  private async handLater(watcher: Watcher): Promise<void> {
    watcher.isWaitedFor = true;
    await watcher.outlet.emptied();
    watcher.isWaitedFor = false;
    if (!this.watchers.has(watcher)) return;
    this.hand(watcher, this.pace.now());
    if (this.isDue) this.wake();
  }
}
