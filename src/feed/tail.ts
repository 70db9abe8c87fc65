/** The end of the log, followed: every server process has one, and feeds its subscribers from it. */
import type { DataSource } from 'typeorm';
import { Problem } from '../problem';
import { bindEpoch } from './bind-epoch';
import type { Place } from './cursor';
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

/** Entries that are kept at hand for subscribers that are close to the end. */
const KEPT = 4_096;
const PAGE = 500;

export class Tail {
  private recent: LogEntry[] = [];
  private readonly waiting = new Set<() => void>();
  private reading: Promise<void> | undefined;
  private readAgain = false;
  private closed = false;
  private poll: NodeJS.Timeout | undefined;
  private stopListening: (() => Promise<void>) | undefined;

  private constructor(
    private readonly options: TailOptions,
    /** How far the log has been read: everything up to here is committed. */
    private head: Place,
  ) {}

  /** Follows the log from its present end on. */
  static async open(options: TailOptions): Promise<Tail> {
    await bindEpoch(options.dataSource);
    const tail = new Tail(options, await readHead(options.dataSource.manager));
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

  /** Entries after the position that are at hand; undefined when some of them are not. */
  after(position: number): readonly LogEntry[] | undefined {
    const missing = this.head.position - position;
    if (missing > this.recent.length) return undefined;
    return missing <= 0 ? [] : this.recent.slice(-missing);
  }

  /**
   * Resolves to true when the log goes beyond the position, to false when the signal or the end of the tail comes
   * first. Throws RESYNC when the log is not the one of the epoch any more.
   */
  async beyond({ epoch, position }: Place, signal: AbortSignal): Promise<boolean> {
    for (;;) {
      if (signal.aborted || this.closed) return false;
      if (this.head.epoch !== epoch) {
        throw new Problem(
          'RESYNC',
          'The database was restored or replaced. Read the state afresh and subscribe again.',
        );
      }
      if (this.head.position > position) return true;
      await this.nextMove(signal);
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.poll);
    this.wakeAll();
    await this.stopListening?.();
    await this.reading;
  }

  private nextMove(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  private wakeAll(): void {
    for (const wake of [...this.waiting]) wake();
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
      }
    } catch (error) {
      // The next poll or notification reads on from the same position.
      if (!this.closed) this.options.log.warn({ err: error }, 'The log could not be read.');
    }
  }

  private take(entries: readonly LogEntry[]): void {
    const last = entries.at(-1);
    if (last === undefined) return;
    this.recent = [...this.recent, ...entries].slice(-KEPT);
    this.head = { epoch: this.head.epoch, position: last.position };
    this.wakeAll();
  }

  /** After a reconnection the server may be another one: a standby, or a restored backup. */
  private async compareEpoch(): Promise<void> {
    await bindEpoch(this.options.dataSource);
    const now = await readHead(this.options.dataSource.manager);
    if (now.epoch === this.head.epoch) return;
    this.options.log.warn({ was: this.head, now }, 'The log is another one now: subscribers are told to start afresh.');
    this.recent = [];
    this.head = now;
    this.wakeAll();
  }
}
