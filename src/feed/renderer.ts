/** Executes and serialises an entry once for all of a group (P11), and keeps the answer for subscribers further back. */
import { tracingChannel } from 'node:diagnostics_channel';
import { LRUCache } from 'lru-cache';
import { cursorOf } from './cursor';
import type { ShownEntry } from './freshness';
import type { EventsPlan } from './subscription-plan';
import { Gate } from '../process/gate';
import type { LogEntry } from './log-entry';
import type { Rendered } from './outlet';
import type { Payers } from './payers';
import type { Tail } from './tail';
import { Turns } from '../process/turns';

/** Executes a group's operation with the root value, as seen from the path of an entry; serialises the answer. `wanted` is aborted when nobody waits for it any more. */
export type Execute = (
  root: object,
  path: readonly number[],
  wanted: AbortSignal,
  shown?: ShownEntry,
) => Promise<Executed>;

interface Executed {
  answer: Buffer;
  isLast: boolean;
  /** The position of the log that the answer shows; undefined when nothing of it comes from there. */
  shownAt?: number | undefined;
}

/** What the groups of a process share, so that all of them together stay within bounds. */
export interface RenderingBounds {
  live: Gate;
  behind: Gate;
  /** States have a gate of their own: heavy ones would keep events waiting. */
  states: Gate;
  turns: Turns;
  kept: LRUCache<string, Rendered>;
}

/** Executions at once: connections of the pool are left for queries, mutations and the tail. */
const LIVE_AT_ONCE = 8;
const BEHIND_AT_ONCE = 2;
const LOOKS_AT_ONCE = 3;
const KEPT_BYTES = 33_554_432;
/** What a kept answer takes beside its bytes. */
const OVERHEAD_BYTES = 300;

export function openRenderingBounds(): RenderingBounds {
  return {
    live: new Gate({ width: LIVE_AT_ONCE }),
    behind: new Gate({ width: BEHIND_AT_ONCE }),
    states: new Gate({ width: LOOKS_AT_ONCE }),
    turns: new Turns(),
    kept: new LRUCache({
      maxSize: KEPT_BYTES,
      sizeCalculation: ({ answer }) => answer.length + OVERHEAD_BYTES,
    }),
  };
}

/** Published of an entry while it is executed for a group. */
export interface RenderedEntry {
  position: number;
}

const rendering = tracingChannel<unknown, RenderedEntry>('giaoban.feed.render');

export class Renderer {
  private readonly running = new Map<string, Promise<Rendered>>();
  /** Whether what is selected leads to the database, which may be ahead of what was seen of the log. */
  private reads = false;

  constructor(
    /** Tells the answers of this group from those of others. */
    private readonly group: number,
    private readonly events: EventsPlan,
    private readonly execute: Execute,
    private readonly bounds: RenderingBounds,
    private readonly tail: Pick<Tail, 'newest'>,
    /** Aborted when the group is over. */
    private readonly wanted: AbortSignal,
    private readonly payers: Payers,
  ) {}

  /** The answer, if it is at hand. */
  find(entry: LogEntry, previous: string | undefined): Rendered | undefined {
    return this.bounds.kept.get(this.keyOf(entry, previous));
  }

  /** For all of the group, who pay for it together. */
  render(entry: LogEntry, previous: string | undefined): Promise<Rendered> {
    return this.renderOnce(entry, previous, (run) => {
      this.payers.charge();
      return this.bounds.live.run(run, this.payers.first ?? this, this.wanted);
    });
  }

  /** For one that is further back. */
  async renderBehind(
    entry: LogEntry,
    previous: string | undefined,
    whose: Payers,
    wanted: AbortSignal,
  ): Promise<Rendered> {
    // Others may want the same, and do not wait for one that cannot pay.
    await whose.solvent(wanted);
    return this.renderOnce(entry, previous, (run) => {
      whose.charge();
      return this.bounds.behind.run(run, whose.first, this.wanted);
    });
  }

  private renderOnce(
    entry: LogEntry,
    previous: string | undefined,
    start: (run: () => Promise<Rendered>) => Promise<Rendered>,
  ): Promise<Rendered> {
    const key = this.keyOf(entry, previous);
    const running = this.running.get(key);
    if (running !== undefined) return running;
    const started = start(() => this.run(entry, previous, key)).finally(() => this.running.delete(key));
    this.running.set(key, started);
    return started;
  }

  private async run(entry: LogEntry, previous: string | undefined, key: string): Promise<Rendered> {
    // An answer that needs no database would never let anything else have a turn.
    await this.bounds.turns.pass();
    const root = this.events.toRoot(entry, previous);
    const { position } = entry;
    const { answer, isLast } = await rendering.tracePromise(() => this.executeAsOne(root, entry), { position });
    const cursor = cursorOf(entry, this.events.from.epoch);
    const rendered = { position, previous, cursor, answer, isLast };
    if (!isLast) this.bounds.kept.set(key, rendered);
    return rendered;
  }

  /** All of the answer shows one moment: that of the database, where anything is read from it. */
  private async executeAsOne(root: object, entry: LogEntry): Promise<Executed> {
    const shown = this.reads ? undefined : this.tail.newest.show(entry);
    const executed = await this.execute(root, entry.path, this.wanted, shown);
    if (shown === undefined || executed.shownAt === undefined || executed.shownAt === shown.upTo) return executed;
    this.reads = true;
    return this.execute(root, entry.path, this.wanted);
  }

  /** What is kept says of an entry what was still so: once that has moved on, the entry is executed anew. */
  private keyOf(entry: LogEntry, previous: string | undefined): string {
    const { thing, today, totalsFrom } = this.tail.newest.freshnessOf(entry);
    return `${this.group}:${entry.position}:${[thing, today].map(Number).join('')}${totalsFrom}:${previous ?? ''}`;
  }
}
