/** All connections of subscribers: counted, asked for a sign of life, and closed in an orderly way when the server stops. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Limits } from './limits';

export interface SubscriberConnection {
  /** Asks for a sign of life; ends itself when the last question was not answered. */
  ping: () => void;
  /** Finishes what must be finished, and tells the client to come back. */
  retire: () => Promise<void>;
  /** Ends at once. */
  terminate: () => void;
}

export type Transport = 'websocket' | 'event_stream';

/** Connections are asked in this many portions: all at once would be a burst. */
const PORTIONS = 12;
/** While the server stops, connections are closed in steps of this length. */
const TICK_MILLISECONDS = 25;
/** Few connections need no spreading. */
const MILLISECONDS_EACH = 5;
/** How long operations may take to finish, and clients to answer the close, after the last connection was asked to close. */
const PATIENCE_MILLISECONDS = 5_000;

export class Connections {
  private readonly portions = Array.from({ length: PORTIONS }, () => new Set<SubscriberConnection>());
  private readonly asking: NodeJS.Timeout;
  private turn = 0;
  private added = 0;
  private readonly counts = { websocket: 0, event_stream: 0 };
  private isClosing = false;
  private whenNone: (() => void) | undefined;

  constructor(private readonly limits: Pick<Limits, 'pingSeconds' | 'drainSeconds'>) {
    this.asking = setInterval(
      () => {
        this.turn = (this.turn + 1) % PORTIONS;
        for (const connection of this.portions[this.turn] ?? []) connection.ping();
      },
      (limits.pingSeconds * 1_000) / PORTIONS,
    );
    this.asking.unref();
  }

  /** How many there are of each kind. */
  get open(): Readonly<Record<Transport, number>> {
    return this.counts;
  }

  private get total(): number {
    return this.counts.websocket + this.counts.event_stream;
  }

  /** Returns what takes it out again. */
  add(connection: SubscriberConnection, transport: Transport): () => void {
    const portion = this.portions[(this.added += 1) % PORTIONS];
    portion?.add(connection);
    this.counts[transport] += 1;
    if (this.isClosing) void connection.retire();
    return () => {
      if (portion?.delete(connection) !== true) return;
      this.counts[transport] -= 1;
      if (this.total === 0) this.whenNone?.();
    };
  }

  /** Closes all, spread over some seconds: clients must not all come back to other processes at once. */
  async close(): Promise<void> {
    clearInterval(this.asking);
    this.isClosing = true;
    const all = this.portions.flatMap((portion) => [...portion]);
    const spread = Math.min(this.limits.drainSeconds * 1_000, all.length * MILLISECONDS_EACH);
    const each = Math.max(1, Math.ceil((all.length * TICK_MILLISECONDS) / Math.max(1, spread)));
    const retired: Promise<void>[] = [];
    for (let next = 0; next < all.length; next += each) {
      if (next > 0) await pause(TICK_MILLISECONDS);
      retired.push(...all.slice(next, next + each).map((connection) => connection.retire()));
    }
    const gone = this.total === 0 ? Promise.resolve() : new Promise<void>((resolve) => (this.whenNone = resolve));
    await Promise.race([Promise.all([...retired, gone]), pause(PATIENCE_MILLISECONDS, undefined, { ref: false })]);
    for (const portion of this.portions) for (const connection of portion) connection.terminate();
  }
}
