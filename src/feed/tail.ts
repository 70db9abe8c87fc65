/** The end of the log, followed: every server process has one, and feeds its subscribers from it. */
import { channel } from 'node:diagnostics_channel';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { toDatabaseProblem } from '../database/fault-table';
import { nameOf, type EntryName, type LogPlace } from './cursor';
import { markArrival } from './deliveries';
import { bindEpoch, leaveEpoch } from './epoch';
import { findPlaces } from './find-place';
import { NewestPositions } from './freshness';
import { startListening } from './listener';
import { readAfter, readHead, type Continuation, WAKE_UP_CHANNEL } from './log';
import type { LogEntry } from './log-entry';
import { readMatching } from './read-matching';

export interface TailOptions {
  dataSource: DataSource;
  /** For the listening connection, which is not of the pool. */
  url: string;
  log: { info: (details: object, message: string) => void; warn: (details: object, message: string) => void };
  /** The log is read this often even when no notification comes. */
  pollMilliseconds?: number;
}

/** Called at every move of the tail, in the same turn. */
export interface TailFollower {
  /** The log goes on with these entries. */
  onTaken: (entries: readonly LogEntry[]) => void;
  /** Entries that were read are gone: the log is another one now. */
  onReplaced: () => void;
}

/** Entries that are kept at hand for subscribers that are close to the end. */
const KEPT = 4_096;
/** Entries that are read back at the start: most of those who come back after a restart are no further behind. */
const READ_BACK = 1_000;
/** Between two looks for an entry that is not there yet, or while the database is away. */
const LONGEST_PAUSE_MILLISECONDS = 500;
/** Half a minute at least, as long as an execution is tried again. */
const PATIENT_ATTEMPTS = 60;
const EVERYTHING = { through: [], labels: [] };
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
  private readonly followers: TailFollower[] = [];
  private reading: Promise<void> | undefined;
  private readAgain = false;
  private readonly waiting: (() => void)[] = [];
  private closed = false;
  private replaced = 0;
  private readAt = performance.now();
  private poll: NodeJS.Timeout | undefined;
  private stopListening: (() => Promise<void>) | undefined;
  /** What has moved on since entries of the log, as far as it was followed. */
  newest: NewestPositions;

  private constructor(
    private readonly options: TailOptions,
    /** How far the log has been read: everything up to here is committed. */
    private head: LogPlace,
    private recent: LogEntry[],
  ) {
    this.newest = new NewestPositions(head.position - recent.length, recent);
  }

  /** Follows the log from its present end on. */
  static async open(options: TailOptions): Promise<Tail> {
    const { manager } = options.dataSource;
    await bindEpoch(options.dataSource);
    const head = await readHead(manager);
    const back = await readMatching(manager, EVERYTHING, {
      before: head.position + 1,
      limit: READ_BACK,
      fromEnd: true,
    });
    const last = back.at(-1);
    // If the log was replaced between the two, the first look finds out.
    const isOfHead = last?.position === head.position && last.mark === head.mark;
    const tail = new Tail(options, head, isOfHead ? back : []);
    tail.stopListening = startListening({
      url: options.url,
      channel: WAKE_UP_CHANNEL,
      onWake: () => void tail.look(),
      onConnected: () => bindEpoch(options.dataSource),
      onLost: (error, retryIn) => {
        if (!tail.closed)
          options.log.warn({ err: error, retryIn }, 'The listening connection was lost; polling meanwhile.');
      },
    });
    tail.poll = setInterval(() => void tail.look(), options.pollMilliseconds ?? 1_000);
    return tail;
  }

  get place(): LogPlace {
    return this.head;
  }

  /** How often entries that were read were found to be gone. */
  get replacements(): number {
    return this.replaced;
  }

  /** How long ago the log was last read to its end. */
  get secondsSinceRead(): number {
    return (performance.now() - this.readAt) / 1_000;
  }

  follow(follower: TailFollower): void {
    this.followers.push(follower);
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

  /** Whether the entry is among the newest, which are known without asking the database. */
  private isAtHand({ position, mark }: { position: number; mark: string }): boolean {
    if (position === this.head.position) return mark === this.head.mark;
    return this.after(position - 1, 1)?.[0]?.mark === mark;
  }

  /**
   * Whether the log has the entry; when it has, the log was read that far, and was not replaced since the answer. An
   * entry without a mark is known by the epoch alone, which is drawn anew once a loss is noticed: so it is looked first.
   */
  async reaches(named: EntryName, signal?: AbortSignal): Promise<boolean> {
    if ('mark' in named) {
      // A reading that is under way may have begun too early.
      for (let reads = 0; reads < 2 && this.head.position < named.position; reads += 1) await this.readOnce();
      if (this.isAtHand(named)) return true;
    }
    for (let attempt = 0; ; attempt += 1) {
      signal?.throwIfAborted();
      const { head, replaced } = this;
      const [isThere, isOurs] = await findPlaces(this.options.dataSource.manager, [named, nameOf(head)]);
      if (isOurs === true && isThere !== true) return false;
      const isRead = this.head.position >= named.position;
      if (isOurs === true && isRead && this.replaced === replaced) return true;
      if (this.closed) return false;
      await this.readOnce();
      // Notifications and polls go on; the log may be out of reach.
      if (this.head === head) await pause(Math.min(LONGEST_PAUSE_MILLISECONDS, 20 * 2 ** attempt));
    }
  }

  /** The same, for those who are subscribed already: a database that is away for a moment does not end any stream. */
  async reachesInTime(named: EntryName, signal?: AbortSignal): Promise<boolean> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.reaches(named, signal);
      } catch (error) {
        if (this.closed || attempt === PATIENT_ATTEMPTS || toDatabaseProblem(error)?.details.retry !== true)
          throw error;
        await pause(LONGEST_PAUSE_MILLISECONDS);
      }
    }
  }

  /** Reads to the end of the log. Calls that come meanwhile make it look once more. */
  look(): Promise<void> {
    this.readAgain = true;
    return (this.reading ??= this.readToEnd());
  }

  /** Resolves after one attempt to read: while many write, the end may be far away. */
  private async readOnce(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.waiting.push(resolve);
      void this.look();
    });
  }

  private async readToEnd(): Promise<void> {
    try {
      while (this.readAgain && !this.closed) {
        this.readAgain = false;
        const read = await readAfter(this.options.dataSource.manager, this.head, PAGE);
        if (read === undefined) await this.goOver();
        else this.take(read);
        if (read === undefined || read.entries.length === PAGE) this.readAgain = true;
        else this.readAt = performance.now();
        this.tellRead();
      }
    } catch (error) {
      // The next poll or notification reads on from the same position.
      if (!this.closed) this.options.log.warn({ err: error }, 'The log could not be read.');
    } finally {
      this.reading = undefined;
      this.tellRead();
    }
  }

  private tellRead(): void {
    for (const go of this.waiting.splice(0)) go();
  }

  private take({ epoch, entries }: Continuation): void {
    const last = entries.at(-1);
    if (epoch !== this.head.epoch) this.head = { ...this.head, epoch };
    if (last === undefined) return;
    this.recent.push(...entries);
    this.newest.take(entries);
    if (this.recent.length > KEPT + PAGE) this.recent.splice(0, this.recent.length - KEPT);
    this.head = { epoch, position: last.position, mark: last.mark };
    markArrival(entries);
    taken.publish({ entries: entries.length, position: last.position } satisfies TakenEntries);
    for (const { onTaken } of this.followers) onTaken(entries);
  }

  /** What was read is gone: a standby was promoted that lagged, or a backup was restored. */
  private async goOver(): Promise<void> {
    const was = this.head;
    await bindEpoch(this.options.dataSource);
    await leaveEpoch(this.options.dataSource, was);
    const now = await readHead(this.options.dataSource.manager);
    this.options.log.warn({ was, now }, 'The log is another one now: subscribers are told to start afresh.');
    this.recent = [];
    this.newest = new NewestPositions(now.position);
    this.head = now;
    this.replaced += 1;
    for (const { onReplaced } of this.followers) onReplaced();
  }
}
