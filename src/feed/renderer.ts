/** Executes and serialises entries once for all of a group (P11), and keeps the answers for subscribers further back. */
import { performance } from 'node:perf_hooks';
import { UNITS_IN_A_MILLISECOND } from '../account/budget';
import { EntryExecutor, type EntryExecutorOptions, type Linked } from './entry-executor';
import type { Rendered } from './outlet';
import type { Payers } from './payers';
import type { RenderingBounds } from './rendering-bounds';

export interface RendererOptions extends Omit<EntryExecutorOptions, 'price' | 'turns'> {
  /** Tells the answers of this group from those of others. */
  group: number;
  bounds: RenderingBounds;
  payers: Payers;
}

/** An entry whose answer is not at hand, and those who wait for it. */
interface Missing extends Linked {
  key: string;
  resolve: (rendered: Rendered) => void;
  reject: (reason: unknown) => void;
}

type Start = (run: () => Promise<Rendered[]>, count: number) => Promise<Rendered[]>;

/** Entries that are executed over one snapshot: as many as a page has, where they are not dear, nor their answers large. */
const MOST_TOGETHER = 256;
const UNITS_TOGETHER = 100_000;
const BYTES_TOGETHER = 262_144;
/** Until it is known how large the answers are. */
const FIRST_TOGETHER = 32;

export class Renderer {
  private readonly running = new Map<string, Promise<Rendered>>();
  private readonly executor: EntryExecutor;
  /** Bytes of the largest answer so far. */
  private largest: number | undefined;

  constructor(private readonly options: RendererOptions) {
    const { bounds, payers } = options;
    this.executor = new EntryExecutor({ ...options, turns: bounds.turns, price: payers.price });
  }

  /** How many entries are worth asking for at once. */
  get mostTogether(): number {
    const { largest = BYTES_TOGETHER / FIRST_TOGETHER } = this;
    const most = Math.min(MOST_TOGETHER, UNITS_TOGETHER / this.options.payers.price, BYTES_TOGETHER / largest);
    return Math.max(1, Math.floor(most));
  }

  /** For all of the group, who pay for it together. */
  render(linked: readonly Linked[]): Promise<Rendered[]> {
    const { payers, bounds, wanted } = this.options;
    return this.renderOnce(linked, (run, count) => {
      payers.charge(count);
      return bounds.live.run(run, payers.first ?? this, wanted);
    });
  }

  /** For one that is further back. What took less than its price is given back in part. */
  async renderBehind(linked: readonly Linked[], whose: Payers, signal: AbortSignal): Promise<Rendered[]> {
    const { bounds, wanted } = this.options;
    const kept = linked.map((each) => bounds.kept.get(this.keyOf(each)));
    if (kept.every((each) => each !== undefined)) return kept;
    // Others may want the same, and do not wait for one that cannot pay.
    await whose.solvent(signal);
    return this.renderOnce(linked, (run, count) => {
      const giveBack = whose.charge(count);
      const work = async (): Promise<Rendered[]> => {
        const startedAt = performance.now();
        const rendered = await run();
        giveBack(whose.price * count - (performance.now() - startedAt) * UNITS_IN_A_MILLISECOND);
        return rendered;
      };
      return bounds.behind.run(work, whose.first, wanted);
    });
  }

  /** What is at hand or under way is not begun again. */
  private renderOnce(linked: readonly Linked[], start: Start): Promise<Rendered[]> {
    const missing: Missing[] = [];
    const rendered = linked.map((each): Promise<Rendered> => {
      const key = this.keyOf(each);
      const kept = this.options.bounds.kept.get(key);
      if (kept !== undefined) return Promise.resolve(kept);
      const known = this.running.get(key);
      if (known !== undefined) return known;
      const coming = new Promise<Rendered>((resolve, reject) => missing.push({ ...each, key, resolve, reject }));
      this.running.set(key, coming);
      return coming;
    });
    const most = this.mostTogether;
    for (let first = 0; first < missing.length; first += most) {
      void this.begin(missing.slice(first, first + most), start);
    }
    return Promise.all(rendered);
  }

  private async begin(missing: readonly Missing[], start: Start): Promise<void> {
    try {
      for (const [index, rendered] of (await start(() => this.run(missing), missing.length)).entries()) {
        missing[index]?.resolve(rendered);
      }
    } catch (error) {
      for (const { reject } of missing) reject(error);
    } finally {
      for (const { key } of missing) this.running.delete(key);
    }
  }

  private async run(missing: readonly Missing[]): Promise<Rendered[]> {
    const { kept } = this.options.bounds;
    const executed = await this.executor.execute(missing);
    return executed.map(([{ entry, cursor, previous, key }, { answer, isLast }]) => {
      const rendered = { position: entry.position, previous, cursor, answer, isLast };
      this.largest = Math.max(this.largest ?? 0, answer.length);
      if (!isLast) kept.set(key, rendered);
      return rendered;
    });
  }

  /** What is kept says of an entry what was still so: once that has moved on, the entry is executed anew. */
  private keyOf({ entry, previous }: Linked): string {
    const { group, tail } = this.options;
    const { thing, today, totalsFrom } = tail.newest.freshnessOf(entry);
    return `${group}:${entry.position}:${[thing, today].map(Number).join('')}${totalsFrom}:${previous ?? ''}`;
  }
}
