/** Keeps the groups of identical subscriptions, wakes those that an entry concerns, and lets subscribers in and out. */
import { setMaxListeners } from 'node:events';
import type { DataSource } from 'typeorm';
import type { Account } from '../account/account';
import { Problem } from '../problem';
import { Canary } from './canary';
import { nameOf, readCursor } from './cursor';
import { EventGroup } from './event-group';
import { logReplaced, notInLog } from './find-place';
import type { Execute, OpenTogether } from './execution';
import type { SubscriptionPlan } from './subscription-plan';
import { Gate } from '../process/gate';
import { GroupsByPlace } from './groups-by-place';
import { SharedWork } from '../process/shared-work';
import type { LogEntry } from './log-entry';
import type { Joined, Start, Outlet } from './outlet';
import { CLOCK } from './clock';
import { HeadLooks } from './head-looks';
import { Pages } from './pages';
import { Payers } from './payers';
import { Renderer } from './renderer';
import { openRenderingBounds } from './rendering-bounds';
import { StateGroup } from './state-group';
import type { Tail } from './tail';
import type { Turns } from '../process/turns';
import { say } from '../words/message';

export interface GroupRequest {
  followed: SubscriptionPlan;
  /** Units of cost of one execution. */
  price: number;
  execute: Execute;
  /** The same for several events. */
  together: OpenTogether;
  /** The answer that reports an error. */
  explain: (error: unknown) => Buffer;
}

export interface Subscription {
  /** The same for all who ask for the same with the same viewing rights; where they begin does not matter. */
  key: string;
  /** Checks what is asked for, when the group is new. Throws what refuses it. */
  open: (wanted: AbortSignal) => Promise<GroupRequest>;
  /** Cursor after which the subscriber goes on; what is new when undefined. */
  after: string | undefined;
  outlet: Outlet;
  /** Aborted when the subscriber does not want to come in any more. */
  signal?: AbortSignal | undefined;
}

type Group = EventGroup | StateGroup;

/** Groups that are checked against the database at once: the pool is there for others, too. */
const OPENED_AT_ONCE = 4;
/** And those of one client. */
const OPENED_OF_ONE = 2;
/** The log may be replaced between a request's reading of it and the tail's. */
const OPENING_ATTEMPTS = 3;

export class FanOut {
  private readonly groups = new Map<string, SharedWork<Group>>();
  private readonly index = new GroupsByPlace<Group>();
  private readonly pages: Pages;
  private readonly bounds = openRenderingBounds();
  private readonly opening = new Gate({ width: OPENED_AT_ONCE, each: OPENED_OF_ONE });
  private readonly canary: Canary;
  private opened = 0;

  constructor(
    private readonly tail: Tail,
    dataSource: DataSource,
    private readonly turns: Turns,
    private readonly looks: HeadLooks = new HeadLooks(dataSource),
  ) {
    this.pages = new Pages(tail, dataSource);
    this.canary = new Canary(this.bounds, turns);
    tail.follow({
      onTaken: (entries) => {
        for (const entry of entries) this.offer(entry);
        void this.canary.follow();
      },
      onReplaced: () => {
        this.pages.forget();
        for (const group of this.index.all()) group.end(logReplaced());
      },
    });
  }

  /** Lets a subscriber in. Throws what refuses the subscription, RESYNC for a cursor that is not of this log. */
  async join({ key, open, after, outlet, signal }: Subscription): Promise<Joined> {
    for (;;) {
      const group = await this.find(key, open, { account: outlet.account, signal });
      try {
        const isPlaceless = after === undefined || group instanceof StateGroup;
        const start = isPlaceless ? undefined : await this.startAt(after, signal);
        if (outlet.isGone) return { leave: () => undefined };
        // The last subscriber may have left it in between.
        if (this.index.has(group)) {
          return group instanceof StateGroup ? group.join(outlet) : group.join(outlet, start);
        }
      } finally {
        if (group.isEmpty) this.forget(key, group);
      }
    }
  }

  close(): void {
    for (const group of this.index.all()) group.end();
  }

  /** How long the oldest entry has been under way that everybody waits for; 0 when there is none. */
  get secondsBehind(): number {
    return this.canary.secondsBehind;
  }

  /** How many groups there are, how many follow along in them, and how many of those are fed at their own pace. */
  count(): Record<'events' | 'state', { groups: number; members: number; behind: number }> {
    const counts = { events: { groups: 0, members: 0, behind: 0 }, state: { groups: 0, members: 0, behind: 0 } };
    for (const group of this.index.all()) {
      const { members, behind } = group.size;
      const sum = counts[group instanceof StateGroup ? 'state' : 'events'];
      sum.groups += 1;
      sum.members += members;
      sum.behind += behind;
    }
    return counts;
  }

  private offer(entry: LogEntry): void {
    for (const group of this.index.candidates(entry)) group.offer(entry);
  }

  private find(
    key: string,
    open: Subscription['open'],
    { account, signal }: { account: Account | undefined; signal: AbortSignal | undefined },
  ): Promise<Group> {
    const known = this.groups.get(key);
    if (known?.isCalledOff === false) return known.wait(signal);
    const opened = new SharedWork((wanted) =>
      this.opening.run(() => this.openInLog(key, open, wanted), account, wanted),
    );
    this.groups.set(key, opened);
    opened.done.then(
      (group) => {
        // The last one may have left in the very turn in which it was opened.
        if (opened.isCalledOff && this.index.delete(group)) group.end();
      },
      () => {
        if (this.groups.get(key) === opened) this.groups.delete(key);
      },
    );
    return opened.wait(signal);
  }

  /** What was read of the log may be newer than what the tail has read, or of another log by now. */
  private async openInLog(key: string, open: Subscription['open'], wanted: AbortSignal): Promise<Group> {
    for (let attempt = 1; attempt <= OPENING_ATTEMPTS; attempt += 1) {
      const { replacements } = this.tail;
      const request = await open(wanted);
      const isReached = await this.tail.reaches(nameOf(request.followed.what.from), wanted);
      wanted.throwIfAborted();
      // A group that is opened in the same turn hears of every replacement from then on.
      if (isReached && this.tail.replacements === replacements) return this.openGroup(key, request);
    }
    throw logReplaced();
  }

  private openGroup(key: string, { followed: { what }, price, execute, together, explain }: GroupRequest): Group {
    const { tail, pages, turns, bounds } = this;
    const over = new AbortController();
    // Every entry that is being executed listens to it.
    setMaxListeners(0, over.signal);
    const onEmpty = (): void => {
      this.forget(key, group);
    };
    const payers = new Payers(price);
    const group: Group =
      what.kind === 'state'
        ? new StateGroup({
            state: what,
            execute,
            bounds,
            turns,
            clock: CLOCK,
            reaches: (named) => tail.reachesInTime(named),
            look: () => this.looks.look(),
            explain,
            onEmpty,
            payers,
          })
        : new EventGroup({
            events: what,
            renderer: new Renderer({
              group: (this.opened += 1),
              events: what,
              execute,
              together,
              bounds,
              tail,
              wanted: over.signal,
              payers,
            }),
            tail,
            pages,
            turns,
            explain,
            outOfReach,
            onEmpty,
            payers,
            over,
          });
    this.index.add(group);
    return group;
  }

  private forget(key: string, group: Group): void {
    if (!this.index.delete(group)) return;
    this.groups.delete(key);
    // Nobody comes in any more.
    group.end();
  }

  private async startAt(cursor: string, signal: AbortSignal | undefined): Promise<Start> {
    const named = readCursor(cursor, 'after');
    if (!(await this.tail.reachesInTime(named, signal))) throw notInLog('after');
    return { position: named.position, cursor };
  }
}

/** The same for what a subscriber may no longer see as for what is not there. */
function outOfReach(): Problem {
  return new Problem(
    'NOT_FOUND',
    say`The organization of this subscription is no longer there. Subscribe to another.`,
    {
      argument: 'within',
    },
  );
}
