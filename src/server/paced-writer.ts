/** Writes to a stream no faster than it takes, and notices when it takes nothing any more (P9). */
import type { Writable } from 'node:stream';
import type { Backlog, Holder } from './backlog';

export interface Pace {
  /** Whether anything may still be written. */
  isOpen: () => boolean;
  /** A stream that has taken nothing for this long is given up. */
  patienceMilliseconds: number;
  onStalled: () => void;
  /** Called when too much waits, and when that is over. */
  onBehind: (isBehind: boolean) => void;
  mostBehindBytes: number;
  /** Where it is counted what waits. */
  shared: Backlog;
  /** Called when it is given up because too much waits for all together; nothing is written any more. */
  onCutOff: () => void;
}

/** How much is handed to the stream at once: whenever that is taken the patience begins anew. */
const HANDED_BYTES = 65_536;

export class PacedWriter implements Holder {
  private readonly queue: Buffer[] = [];
  private queued = 0;
  private patience: NodeJS.Timeout | undefined;
  private isBehind = false;
  private isClosed = false;
  private isCutOff = false;
  private waiting: (() => void)[] = [];

  constructor(
    private readonly stream: Writable,
    private readonly pace: Pace,
  ) {
    stream.on('drain', this.onDrain);
    stream.once('close', this.onClose);
  }

  /** Bytes that the stream has not taken yet. */
  get backlog(): number {
    return this.isClosed || this.isCutOff ? 0 : this.queued + this.stream.writableLength;
  }

  /** Whether the stream has more than it takes at once: it is not asked for a sign of life meanwhile. */
  get isWaiting(): boolean {
    return this.patience !== undefined;
  }

  /** Writes the chunk in one piece: what others write to the stream comes before or after it. */
  write(chunk: Buffer): void {
    if (this.stream.destroyed || this.stream.writableEnded || this.isCutOff) return;
    if (this.queued === 0 && this.stream.writableLength < HANDED_BYTES) {
      this.stream.write(chunk);
    } else {
      this.queue.push(chunk);
      this.queued += chunk.length;
    }
    if (this.stream.writableNeedDrain) this.beginPatience();
    if (!this.isBehind && this.backlog > this.pace.mostBehindBytes) this.setBehind(true);
    this.pace.shared.note(this);
  }

  /** Resolves when everything that waits has left, or the stream is gone: never while there is a backlog to speak of. */
  emptied(): Promise<void> {
    // A stream that is about to close drains no more, and its close is still to come.
    const isGoing = this.stream.destroyed || this.stream.writableEnded || this.isCutOff;
    if (this.isClosed || !(isGoing || this.stream.writableNeedDrain)) return Promise.resolve();
    return new Promise((resolve) => {
      this.waiting.push(resolve);
    });
  }

  /** Discards what the stream was not given yet. */
  drop(): void {
    this.queue.length = 0;
    this.queued = 0;
    this.pace.shared.note(this);
  }

  cutOff(): void {
    this.isCutOff = true;
    this.drop();
    this.endPatience();
    this.pace.onCutOff();
  }

  private readonly onDrain = (): void => {
    this.handOver();
    this.pace.shared.note(this, true);
    if (this.isBehind && this.backlog <= this.pace.mostBehindBytes) this.setBehind(false);
    if (this.stream.writableNeedDrain) {
      this.patience?.refresh();
      return;
    }
    this.endPatience();
    this.wakeAll();
  };

  private readonly onClose = (): void => {
    this.isClosed = true;
    this.drop();
    this.endPatience();
    this.wakeAll();
  };

  /** A portion that the stream takes at once is followed by the next: no 'drain' follows it. */
  private handOver(): void {
    const { queue, stream } = this;
    // After a close nothing may follow, not even what was to come before it.
    if (!this.pace.isOpen()) this.drop();
    while (queue.length > 0 && !stream.writableNeedDrain && !stream.destroyed && !stream.writableEnded) {
      let bytes = 0;
      let count = 0;
      for (; count < queue.length && bytes < HANDED_BYTES; count += 1) bytes += queue[count]?.length ?? 0;
      this.queued -= bytes;
      stream.write(Buffer.concat(queue.splice(0, count), bytes));
    }
  }

  private setBehind(isBehind: boolean): void {
    this.isBehind = isBehind;
    this.pace.onBehind(isBehind);
  }

  private beginPatience(): void {
    this.patience ??= setTimeout(() => {
      this.drop();
      this.pace.onStalled();
    }, this.pace.patienceMilliseconds);
  }

  private endPatience(): void {
    clearTimeout(this.patience);
    this.patience = undefined;
  }

  private wakeAll(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const wake of waiting) wake();
  }
}
