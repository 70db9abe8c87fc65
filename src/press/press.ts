/** Writes the documents of a server beside the event loop: once for all who ask for the same, and not at all once nobody waits. */
import { channel } from 'node:diagnostics_channel';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { Problem } from '../problem';
import { orStopped } from '../process/stopping';
import { Desk, type DeskLimits } from './desk';
import { writeInPlace, type PaperAsker, type PaperJob, type FileFormat, type WritePaper } from './paper-job';
import { paperKey } from './paper-key';
import type { Threads } from './scribe';
import { say } from '../words/message';

/** What came of a document, on `giaoban.press.paper`. */
export interface PaperOutcome {
  format: FileFormat;
  outcome: 'written' | 'kept' | 'given_up' | 'refused' | 'failed';
  /** How long the writing itself took, where something was written. */
  milliseconds?: number;
}

export interface PressOptions {
  /** Of Word documents; texts have a scribe of their own, so that none waits behind pictures. */
  limits: DeskLimits;
  threads?: Partial<Threads>;
  /** How much of what was written last is kept. */
  keptBytes?: number;
}

const outcomes = channel('giaoban.press.paper');

const THREADS: Threads = { heapMegabytes: 256, longestMilliseconds: 60_000, idleMilliseconds: 120_000 };
/** Some forty Word documents, or ninety pages. */
const KEPT_BYTES = 16 * 1_048_576;
const STOP_WITHIN_MILLISECONDS = 10_000;

export class Press {
  private readonly kept: LRUCache<string, Buffer>;
  private readonly orders = new Map<string, Order>();
  private readonly words: Desk;
  private readonly texts: Desk;
  private isClosed = false;

  constructor({ limits, threads, keptBytes = KEPT_BYTES }: PressOptions) {
    this.kept = new LRUCache({ maxSize: keptBytes, sizeCalculation: ({ length }) => length });
    this.words = new Desk(limits, { ...THREADS, ...threads });
    this.texts = new Desk({ ...limits, atOnce: 1 }, { ...THREADS, ...threads });
  }

  get threadCount(): number {
    return this.words.threadCount + this.texts.threadCount;
  }

  count(): { waiting: number; writing: number } {
    const writing = [...this.orders.values()].filter(({ begunAt }) => begunAt !== undefined).length;
    return { waiting: this.orders.size - writing, writing };
  }

  readonly write: WritePaper = async (job, asker = {}) => {
    if (this.isClosed) throw stopping();
    const key = paperKey(job);
    const bytes = this.kept.get(key);
    if (bytes === undefined) return this.findOrder(key, job, asker).wait(asker.signal);
    tell({ format: job.format, outcome: 'kept' });
    return bytes;
  };

  /** What waits is refused at once, what is being written is let finish. */
  async close(): Promise<void> {
    this.isClosed = true;
    const orders = [...this.orders.values()];
    for (const order of orders) order.giveUp(stopping());
    const finished = Promise.allSettled(orders.map(({ written }) => written));
    await Promise.race([finished, pause(STOP_WITHIN_MILLISECONDS, undefined, { ref: false })]);
    await Promise.all([this.words.close(), this.texts.close()]);
  }

  /** An order that was given up a moment ago is of no use to those who come now. */
  private findOrder(key: string, job: PaperJob, { whose, pay }: PaperAsker): Order {
    const known = this.orders.get(key);
    if (known?.isGivenUp === false) return known;
    pay?.();
    const desk = job.format === 'docx' ? this.words : this.texts;
    const order = new Order((begin, signal) => desk.write(job, { begin, signal, whose }));
    this.orders.set(key, order);
    void this.follow(key, order, job.format);
    return order;
  }

  private async follow(key: string, order: Order, format: FileFormat): Promise<void> {
    try {
      this.kept.set(key, await order.written);
      tell({ format, outcome: 'written', milliseconds: performance.now() - (order.begunAt ?? NaN) });
    } catch (error) {
      tell({ format, outcome: order.isGivenUp ? 'given_up' : error instanceof Problem ? 'refused' : 'failed' });
    } finally {
      if (this.orders.get(key) === order) this.orders.delete(key);
    }
  }
}

function tell(outcome: PaperOutcome): void {
  outcomes.publish(outcome);
}

function stopping(): Problem {
  return new Problem(
    'UNAVAILABLE',
    say`The server is stopping. Try again: another server, or this one after its restart, will answer.`,
    {
      retry: true,
    },
  );
}

/** Calls `begin` when it no longer waits in line; while it does, the signal can give it up. */
type CarryOut = (begin: () => void, signal: AbortSignal) => Promise<Buffer>;

/** A document that was asked for, by one or by many, and is not written yet. */
class Order {
  readonly written: Promise<Buffer>;
  private askers = 0;
  private beginning: number | undefined;
  private readonly giving = new AbortController();

  constructor(carryOut: CarryOut) {
    const begin = (): void => {
      this.beginning = performance.now();
    };
    this.written = carryOut(begin, this.giving.signal);
  }

  /** As performance.now() has it; undefined while it waits. */
  get begunAt(): number | undefined {
    return this.beginning;
  }

  get isGivenUp(): boolean {
    return this.giving.signal.aborted;
  }

  /** The bytes, or the signal's reason. Once nobody waits any more, it is given up. */
  async wait(signal: AbortSignal | undefined): Promise<Buffer> {
    this.askers += 1;
    try {
      return await (signal === undefined ? this.written : orStopped(this.written, signal));
    } finally {
      this.askers -= 1;
      if (this.askers === 0)
        this.giveUp(new Problem('UNAVAILABLE', say`Nobody was waiting for this document any more.`));
    }
  }

  /** What is being written is finished all the same: a thread that was broken off would take longer to begin anew. */
  giveUp(reason: Problem): void {
    if (this.beginning === undefined) this.giving.abort(reason);
  }
}

/** The press of a server, by its database. A command that serves nobody else writes documents itself. */
const presses = new WeakMap<object, Press>();

export function installPress(dataSource: object, press: Press): void {
  presses.set(dataSource, press);
}

export function writerFor(dataSource: object): WritePaper {
  return presses.get(dataSource)?.write ?? writeInPlace;
}
