/** Executes entries for a group: several over one snapshot, and alone what that could not serve. */
import { tracingChannel } from 'node:diagnostics_channel';
import type { Execute, Executed, OpenTogether } from './execution';
import type { ShownEntry } from './freshness';
import type { LogEntry } from './log-entry';
import type { EventsPlan } from './subscription-plan';
import type { Tail } from './tail';
import type { Turns } from '../process/turns';

/** An entry, its cursor, and that of the one before it that matches. */
export interface Linked {
  entry: LogEntry;
  cursor: string;
  previous: string | undefined;
}

export interface EntryExecutorOptions {
  events: EventsPlan;
  execute: Execute;
  together: OpenTogether;
  turns: Turns;
  tail: Pick<Tail, 'newest'>;
  /** Aborted when the group is over. */
  wanted: AbortSignal;
  /** Units of cost of one execution. */
  price: number;
}

/** Published of an entry while it is executed for a group. */
export interface RenderedEntry {
  position: number;
}

const rendering = tracingChannel<unknown, RenderedEntry>('giaoban.feed.render');

/** Entries of one snapshot that are under way at once, so that loaders load for all of them: about a turn of the event loop. */
const MOST_AT_ONCE = 32;
const UNITS_AT_ONCE = 10_000;

type ExecuteRoot<Result> = (root: object, shown: ShownEntry | undefined) => Promise<Result>;

export class EntryExecutor {
  private readonly atOnce: number;
  /** Whether what is selected leads to the database, which may be ahead of what was seen of the log. */
  private reads = false;

  constructor(private readonly options: EntryExecutorOptions) {
    this.atOnce = Math.max(1, Math.floor(Math.min(MOST_AT_ONCE, UNITS_AT_ONCE / options.price)));
  }

  /** Each with its answer. One after which the stream cannot go on is that of all after it, too. */
  async execute<Each extends Linked>(linked: readonly Each[]): Promise<[Each, Executed][]> {
    const together = linked.length > 1 ? await this.executeTogether(linked) : [];
    let last: Executed | undefined;
    const executed: [Each, Executed][] = [];
    for (const [index, each] of linked.entries()) {
      if (last?.isLast !== true) last = together[index] ?? (await this.executeAlone(each));
      executed.push([each, last]);
    }
    return executed;
  }

  private async executeTogether(linked: readonly Linked[]): Promise<(Executed | undefined)[]> {
    const { turns, wanted } = this.options;
    const together = this.options.together(wanted);
    const executed: (Executed | undefined)[] = [];
    try {
      for (let start = 0; start < linked.length; start += this.atOnce) {
        // An answer that needs no database would never let anything else have a turn.
        await turns.pass();
        wanted.throwIfAborted();
        const some = linked.slice(start, start + this.atOnce);
        executed.push(
          ...(await Promise.all(
            some.map((each) =>
              this.executeAsOne(each, (root, shown) => together.execute(root, each.entry.path, shown)),
            ),
          )),
        );
      }
    } finally {
      // Those that are executed alone need a connection of their own.
      await together.close();
    }
    return executed;
  }

  private async executeAlone(linked: Linked): Promise<Executed> {
    const { execute, turns, wanted } = this.options;
    await turns.pass();
    wanted.throwIfAborted();
    return this.executeAsOne(linked, (root, shown) => execute(root, linked.entry.path, wanted, shown));
  }

  /** All of the answer shows one moment: that of the database, where anything is read from it. */
  private executeAsOne<Result extends Executed | undefined>(
    { entry, previous }: Linked,
    execute: ExecuteRoot<Result>,
  ): Promise<Result> {
    const root = this.options.events.toRoot(entry, previous);
    const trace = async (): Promise<Result> => {
      const shown = this.reads ? undefined : this.options.tail.newest.show(entry);
      const executed = await execute(root, shown);
      if (shown === undefined || executed?.shownAt === undefined || executed.shownAt === shown.upTo) return executed;
      this.reads = true;
      return execute(root, undefined);
    };
    return rendering.hasSubscribers ? rendering.tracePromise(trace, { position: entry.position }) : trace();
  }
}
