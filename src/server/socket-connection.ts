/** One WebSocket: what is written to it, how far it is behind, what runs for it, and how it is closed. */
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { MOST_BEHIND_BYTES } from '../feed/outlet';
import type { Connection } from './connections';
import { PacedWriter } from './paced-writer';
import type { Session } from './session';
import { textFrame } from './text-frame';

const SERVICE_RESTART = 1012;
const TRY_AGAIN_LATER = 1013;

export class SocketConnection implements Connection {
  session: Session | undefined;
  expiry: NodeJS.Timeout | undefined;
  /** Whether it has answered the last question for a sign of life. */
  isAlive = true;
  /** Ids of operations that are accepted and not settled, also of those that the client has completed meanwhile. */
  readonly unsettled = new Set<string>();
  private readonly writer: PacedWriter;
  private running = 0;
  private isRetiring = false;
  private whenIdle: (() => void) | undefined;

  constructor(
    readonly socket: WebSocket,
    duplex: Duplex,
    patienceMilliseconds: number,
  ) {
    this.writer = new PacedWriter(duplex, {
      patienceMilliseconds,
      mostBehindBytes: MOST_BEHIND_BYTES,
      onStalled: () => {
        this.close(TRY_AGAIN_LATER, 'The connection takes too little. Come back with your newest cursor.');
      },
      // It asks for nothing more until it has taken what it asked for.
      onBehind: (isBehind) => {
        if (isBehind) socket.pause();
        else socket.resume();
      },
    });
  }

  get backlog(): number {
    return this.writer.backlog;
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  /** Whether messages of the client are still acted upon. */
  get isServed(): boolean {
    return this.isOpen && !this.isRetiring;
  }

  /** Sends a text message of these parts. Whatever comes after the close is dropped: the client comes back. */
  send(parts: readonly Buffer[]): void {
    if (this.isOpen) this.writer.write(textFrame(parts));
  }

  emptied(): Promise<void> {
    return this.writer.emptied();
  }

  close(code: number, reason: string): void {
    this.socket.close(code, shorten(reason));
    this.writer.drop();
    // It may be paused, and would never see the answer to the close.
    if (this.socket.isPaused) this.socket.resume();
  }

  /** Asks for a sign of life; one that gave none to the last question is gone. What has to be taken first is waited for. */
  ping(): void {
    if (!this.isOpen) return;
    if (this.writer.isWaiting) {
      // Its answers are not read while it is behind.
      this.isAlive = true;
      return;
    }
    if (!this.isAlive) {
      this.socket.terminate();
      return;
    }
    this.isAlive = false;
    this.socket.ping();
  }

  async settle<T>(id: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      this.unsettled.delete(id);
    }
  }

  /** Counts an operation that must be finished before the socket is closed in order. */
  async run<T>(operation: () => Promise<T>): Promise<T> {
    this.running += 1;
    try {
      return await operation();
    } finally {
      this.running -= 1;
      // The answer is written in the turns that follow.
      if (this.running === 0) setImmediate(() => this.whenIdle?.());
    }
  }

  async retire(): Promise<void> {
    this.isRetiring = true;
    while (this.running > 0) {
      await new Promise<void>((resolve) => {
        this.whenIdle = resolve;
      });
    }
    await this.emptied();
    this.close(SERVICE_RESTART, 'The server restarts. Come back.');
  }

  terminate(): void {
    this.socket.terminate();
  }
}

/** A close reason has at most 123 bytes. */
function shorten(reason: string): string {
  const bytes = Buffer.from(reason);
  return bytes.length <= 123
    ? reason
    : `${bytes
        .subarray(0, 117)
        .toString()
        .replace(/\uFFFD$/, '')}…`;
}
