/** Subscribers who ask for the same events: each is executed once, and handed over to all of them (P5, P9, P11). */
import { cursorOf, toCursor } from './cursor';
import { tellDelivered } from './deliveries';
import type { EventsPlan } from './subscription-plan';
import { isOutOfReach, matches } from './filter';
import type { Linked } from './entry-executor';
import type { LogEntry } from './log-entry';
import { sliceByBytes } from './outlet';
import type { Joined, Member, Outlet, Rendered, Start } from './outlet';
import type { Pages } from './pages';
import type { Payers } from './payers';
import type { Renderer } from './renderer';
import type { Tail } from './tail';
import { unwanted } from '../process/shared-work';
import type { Turns } from '../process/turns';

export interface EventGroupOptions {
  events: EventsPlan;
  renderer: Renderer;
  tail: Tail;
  pages: Pages;
  turns: Turns;
  /** The answer to those whose stream cannot go on. */
  explain: (error: unknown) => Buffer;
  /** What the subscription asks for is now out of the subscribers' reach. */
  outOfReach: () => Error;
  onEmpty: () => void;
  payers: Payers;
  /** Of the group and of its renderer: what they do is called off with it. */
  over: AbortController;
}

/** Entries that are executed before the first of them is handed over. */
const AT_ONCE = 32;

interface Chain {
  previous: string | undefined;
}

export class EventGroup {
  /** Those who get everything as it comes. */
  private readonly live = new Set<Member>();
  /** Those who are fed from the log at their own pace, until they have caught up. */
  private readonly behind = new Set<Member>();
  /** Every entry up to here that matches is taken on. */
  private position: number;
  /** Cursor of the newest entry that was taken on. */
  private readonly chain: Chain;
  private isRunning = false;
  readonly filter: EventsPlan['filter'];

  constructor(private readonly options: EventGroupOptions) {
    this.filter = options.events.filter;
    this.position = options.events.from.position;
    this.chain = { previous: options.events.previous };
    if (options.tail.place.position > this.position) void this.run();
  }

  get isEmpty(): boolean {
    return this.live.size + this.behind.size === 0;
  }

  get size(): { members: number; behind: number } {
    return { members: this.live.size + this.behind.size, behind: this.behind.size };
  }

  private get isOver(): boolean {
    return this.options.over.signal.aborted;
  }

  /** What is new from now on; or everything after the start first. */
  join(outlet: Outlet, start: Start | undefined): Joined {
    const { place } = this.options.tail;
    const { position, cursor } = start ?? { position: place.position, cursor: toCursor(place) };
    const member: Member = { outlet, position, resumedFrom: undefined, left: new AbortController() };
    outlet.begin?.(cursor);
    this.options.payers.add(outlet.account);
    if (start === undefined || cursor === this.chain.previous) this.live.add(member);
    else void this.feedBehind(member, cursor);
    return {
      leave: () => {
        this.leave(member);
      },
    };
  }

  private leave(member: Member): void {
    if (this.live.delete(member) || this.behind.delete(member)) this.options.payers.remove(member.outlet.account);
    member.left.abort(unwanted());
    if (this.isEmpty) this.options.onEmpty();
  }

  /** An entry that may match. */
  offer(entry: LogEntry): void {
    if (entry.position <= this.position || this.isOver) return;
    if (isOutOfReach(this.filter, entry)) {
      this.end(this.options.outOfReach());
    } else if (!this.isRunning && matches(this.filter, entry)) {
      // Whatever came in between was offered, and did not match.
      this.position = entry.position - 1;
      void this.run();
    }
  }

  /** The stream cannot go on, for anybody. */
  end(error?: unknown): void {
    this.endWith(error === undefined ? undefined : this.options.explain(error));
  }

  private endWith(why: Buffer | undefined): void {
    if (this.isOver) return;
    this.options.over.abort(unwanted());
    const members = [...this.live, ...this.behind];
    for (const member of members) this.leave(member);
    for (const { outlet } of members) outlet.end(why);
    this.options.onEmpty();
  }

  private async run(): Promise<void> {
    const { tail, pages, over, payers } = this.options;
    this.isRunning = true;
    try {
      while (!this.isOver && tail.place.position > this.position) {
        const page = await pages.after(this.filter, this.position, over.signal, payers.first);
        await this.handOut(page.entries);
        this.position = page.upTo;
      }
    } catch (error) {
      this.end(error);
    } finally {
      this.isRunning = false;
    }
  }

  private async handOut(entries: readonly LogEntry[]): Promise<void> {
    const last = entries.at(-1);
    if (last === undefined) return;
    for (const member of this.live) {
      if (member.resumedFrom !== undefined && member.position < last.position) {
        void this.feedBehind(member, member.resumedFrom);
      }
    }
    for (let start = 0; start < entries.length && this.live.size > 0 && !this.isOver; start += AT_ONCE) {
      await this.handOutSome(entries.slice(start, start + AT_ONCE));
    }
    this.chain.previous = this.cursorOf(last);
  }

  private async handOutSome(entries: readonly LogEntry[]): Promise<void> {
    const { renderer, turns, payers } = this.options;
    await payers.solvent(this.options.over.signal);
    const rendered = await renderer.render(this.link(entries, this.chain));
    const last = rendered.find(({ isLast }) => isLast);
    const before = last === undefined ? rendered : rendered.slice(0, rendered.indexOf(last));
    for (const slice of sliceByBytes(before)) {
      for (const member of this.live) {
        this.hand(member, slice);
        if (turns.isOver) await turns.pass();
      }
    }
    tellDelivered('events', entries.slice(0, before.length), this.live.size);
    if (last !== undefined) this.endWith(last.answer);
  }

  private hand(member: Member, rendered: readonly Rendered[]): void {
    const next = rendered.findIndex(({ position }) => position > member.position);
    const first = rendered[next];
    if (first === undefined) return;
    if (member.resumedFrom !== undefined || member.outlet.backlog > member.outlet.mostBehind) {
      void this.feedBehind(member, member.resumedFrom ?? first.previous);
      return;
    }
    member.position = rendered.at(-1)?.position ?? member.position;
    member.outlet.send(next === 0 ? rendered : rendered.slice(next));
  }

  /** Feeds one from the log, as fast as it takes what it gets, until nothing is left between it and the others. */
  private async feedBehind(member: Member, previous: string | undefined): Promise<void> {
    const { tail, pages } = this.options;
    this.live.delete(member);
    this.behind.add(member);
    const resumed = { previous };
    try {
      do {
        const page = await pages.after(this.filter, member.position, member.left.signal, member.outlet.account);
        await this.handBehind(member, page.entries, resumed);
        if (!this.isFed(member)) return;
        member.position = Math.max(member.position, page.upTo);
      } while (tail.place.position > member.position);
      member.resumedFrom = resumed.previous === previous ? previous : undefined;
      this.behind.delete(member);
      this.live.add(member);
    } catch (error) {
      if (!this.behind.has(member)) return;
      this.leave(member);
      member.outlet.end(this.options.explain(error));
    }
  }

  private async handBehind(member: Member, entries: readonly LogEntry[], chain: Chain): Promise<void> {
    const { renderer } = this.options;
    const payer = this.options.payers.alone(member.outlet.account);
    for (let left = entries; left.length > 0;) {
      const most = renderer.mostTogether;
      const linked = this.link(left.slice(0, most), chain);
      left = left.slice(most);
      const rendered = await renderer.renderBehind(linked, payer, member.left.signal);
      const last = rendered.find(({ isLast }) => isLast);
      const before = last === undefined ? rendered : rendered.slice(0, rendered.indexOf(last));
      for (const slice of sliceByBytes(before)) await this.sendBehind(member, slice);
      if (!this.isFed(member)) return;
      if (last === undefined) continue;
      this.leave(member);
      member.outlet.end(last.answer);
      return;
    }
  }

  /** Each with the one before it: the last of them comes before those that are linked next. */
  private link(entries: readonly LogEntry[], chain: Chain): Linked[] {
    return entries.map((entry) => {
      const { previous } = chain;
      const cursor = this.cursorOf(entry);
      chain.previous = cursor;
      return { entry, cursor, previous };
    });
  }

  private cursorOf(entry: LogEntry): string {
    return cursorOf(entry, this.options.events.from.epoch);
  }

  /** Nothing is done for one whose connection is closing, though it has not left yet. */
  private isFed(member: Member): boolean {
    return this.behind.has(member) && !member.outlet.isGone;
  }

  private async sendBehind(member: Member, ready: readonly Rendered[]): Promise<void> {
    // Several subscriptions may feed the same connection.
    while (member.outlet.backlog > member.outlet.mostAhead && this.isFed(member)) await member.outlet.emptied();
    const last = ready.at(-1);
    if (last === undefined || !this.isFed(member)) return;
    member.outlet.send(ready);
    member.position = last.position;
    await this.options.turns.pass();
  }
}
