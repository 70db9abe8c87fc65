/** The end of the log, followed: every server process has one, and feeds its subscribers from it. */
import { channel } from 'node:diagnostics_channel';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { bindEpoch } from './bind-epoch';
import type { Place } from './cursor';
import { markArrival } from './deliveries';
import { startListening } from './listener';
import { readAfter, readHead } from './log';
import type { LogEntry } from './log-entry';
import { WAKE_UP_CHANNEL } from './wake-up';

export interface TailOptions {
  dataSource: DataSource;
  /** For the listening connection, which is not of the pool. */
  url: string;
  log: { info: (details: object, message: string) => void; warn: (details: object, message: string) => void };
  /** The log is read this often even when no notification comes. */
  pollMilliseconds?: number;
}

/** Told of every move of the tail, in the same turn. */
export interface TailFollower {
  /** The log goes on with these entries. */
  onTaken: (entries: readonly LogEntry[]) => void;
  /** The log is another one now. */
  onReplaced: () => void;
}

/** Entries that are kept at hand for subscribers that are close to the end. */
const KEPT = 4_096;
/** Entries that are read back at the start: most of those who come back after a restart are no further behind. */
const READ_BACK = 1_000;
/** Entries that are read at once: reading them keeps everything else waiting. */
const PAGE = 200;

/** What is published whenever the tail has moved on. */
export interface TakenEntries {
  entries: number;
  /** Of the last of them; they follow each other without a gap. */
  position: number;
}

const taken = channel('giaoban.feed.taken');

export class Tail {
  private follower: TailFollower | undefined;
  private reading: Promise<void> | undefined;
  private readAgain = false;
  private closed = false;
  private readAt = performance.now();
  private poll: NodeJS.Timeout | undefined;
  private stopListening: (() => Promise<void>) | undefined;

  private constructor(
    private readonly options: TailOptions,
    /** How far the log has been read: everything up to here is committed. */
    private head: Place,
    private recent: LogEntry[],
  ) {}

  /** Follows the log from its present end on. */
  static async open(options: TailOptions): Promise<Tail> {
    const { manager } = options.dataSource;
    await bindEpoch(options.dataSource);
    const head = await readHead(manager);
    const from = { epoch: head.epoch, position: Math.max(0, head.position - READ_BACK) };
    const recent = await readAfter(manager, from, head.position - from.position);
    const tail = new Tail(options, head, recent);
    tail.stopListening = startListening({
      url: options.url,
      channel: WAKE_UP_CHANNEL,
      onWake: () => void tail.catchUp(),
      onConnected: () => tail.compareEpoch(),
      onLost: (error, retryIn) => {
        if (!tail.closed)
          options.log.warn({ err: error, retryIn }, 'The listening connection was lost; polling meanwhile.');
      },
    });
    tail.poll = setInterval(() => void tail.catchUp(), options.pollMilliseconds ?? 1_000);
    return tail;
  }

  get place(): Place {
    return this.head;
  }

  /** How long ago the log was last read to its end. */
  get secondsSinceRead(): number {
    return (performance.now() - this.readAt) / 1_000;
  }

  follow(follower: TailFollower): void {
    this.follower = follower;
  }

  /** The entries right after the position, at most so many; undefined when some of them are not at hand. */
  after(position: number, limit: number): readonly LogEntry[] | undefined {
    const missing = this.head.position - position;
    if (missing > this.recent.length) return undefined;
    if (missing <= 0) return [];
    const start = this.recent.length - missing;
    return this.recent.slice(start, start + limit);
  }

  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.poll);
    await this.stopListening?.();
    await this.reading;
  }

  /** Resolves when everything up to the place has been taken, or the log is another one. */
  async reach({ epoch, position }: Place): Promise<void> {
    while (!this.closed && this.head.epoch === epoch && this.head.position < position) {
      await this.catchUp();
      if (this.head.position < position) await pause(20);
    }
  }

  /** Reads to the end of the log. Calls that come meanwhile make it look once more. */
  private catchUp(): Promise<void> {
    this.readAgain = true;
    this.reading ??= this.readToEnd().finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }

  private async readToEnd(): Promise<void> {
    try {
      while (this.readAgain && !this.closed) {
        this.readAgain = false;
        const from = this.head;
        const entries = await readAfter(this.options.dataSource.manager, from, PAGE);
        // The log became another one meanwhile.
        if (this.head !== from) {
          this.readAgain = true;
          continue;
        }
        this.take(entries);
        if (entries.length === PAGE) this.readAgain = true;
        else this.readAt = performance.now();
      }
    } catch (error) {
      // The next poll or notification reads on from the same position.
      if (!this.closed) this.options.log.warn({ err: error }, 'The log could not be read.');
    }
  }

  private take(entries: readonly LogEntry[]): void {
    const last = entries.at(-1);
    if (last === undefined) return;
    this.recent.push(...entries);
    if (this.recent.length > KEPT + PAGE) this.recent.splice(0, this.recent.length - KEPT);
    this.head = { epoch: this.head.epoch, position: last.position };
    markArrival(entries);
    taken.publish({ entries: entries.length, position: last.position } satisfies TakenEntries);
    this.follower?.onTaken(entries);
  }

  /** After a reconnection the server may be another one: a standby, or a restored backup. */
  private async compareEpoch(): Promise<void> {
    await bindEpoch(this.options.dataSource);
    const now = await readHead(this.options.dataSource.manager);
    if (now.epoch === this.head.epoch) return;
    this.options.log.warn({ was: this.head, now }, 'The log is another one now: subscribers are told to start afresh.');
    this.recent = [];
    this.head = now;
    this.follower?.onReplaced();
  }
}
