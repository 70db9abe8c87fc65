/** A connection of the pool: it publishes how long its statements take, and tells whether anything moves on it. */
import { channel } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { Writable } from 'node:stream';
import { Client, type Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { FAREWELL_MILLISECONDS } from './single-connection';
import { noteCancelled } from './statement-limits';

/** What is published when a statement has ended; never its text, which may hold private data. */
export interface EndedStatement {
  /** Its first word, such as `SELECT`. */
  verb: string;
  /** On the clock of `performance.now()`. */
  startedAt: number;
  failed: boolean;
}

const ended = channel('giaoban.database.statement');

/** The server's process behind a connection: its number alone may be given out again. */
export interface Backend {
  pid: number;
  startedAt: string;
}

/** A statement that connections keep prepared under its name, and of which every word is ours: there are only so many. */
export interface FixedStatement {
  name: string;
  text: string;
}

/** What pg knows of a connection, and does not declare. */
interface Submitting {
  submittedNamedStatements: Readonly<Record<string, string>>;
}

/** How often tables were found to be others than those that statements had been prepared for. */
let editions = 0;

export class WatchedClient extends Client {
  /** As the server says: what a pooler in between says of itself names no process there. */
  backend: Backend | undefined;

  /** While it is set, statements fail with it instead of being sent. */
  refusal: Error | undefined;

  private isHeld = false;

  /** Whether statements are sent before those in front of them are done. COPY cannot be among them. */
  set inPipeline(isOn: boolean) {
    Reflect.set(this, 'pipeline', isOn);
  }

  /** What is asked in this turn of the event loop goes out in one piece: loaders ask some ticks after who does so at once. */
  holdThisTurn(): void {
    if (this.isHeld) return;
    const { socket } = this;
    this.isHeld = true;
    socket.cork();
    setImmediate(() => {
      this.isHeld = false;
      socket.uncork();
    });
  }

  /** Without its name while another use of it, which may fail, is still to prepare it. */
  asPrepared({ name, text }: FixedStatement): { name?: string; text: string } {
    const { submittedNamedStatements: submitted } = this.connection as unknown as Submitting;
    const current = `${name} ${editions}`;
    return submitted[current] === undefined ? { name: current, text } : { text };
  }

  /** What was prepared is no longer as it was, on no connection: every one prepares anew what it needs. */
  static prepareAnew(): void {
    editions += 1;
  }

  /** Whether a statement has been sent that is not done yet. */
  get isPending(): boolean {
    return Reflect.get(this, 'readyForQuery') === false && Reflect.get(this, '_ended') === false;
  }

  get bytesRead(): number {
    return this.socket.bytesRead;
  }

  /** Grows with whatever comes, and with whatever goes out. */
  get progress(): number {
    return this.bytesRead + this.socket.bytesWritten - this.socket.writableLength;
  }

  /** Whether it is we who do not read at the moment what there is. */
  get isHeldUp(): boolean {
    return this.socket.readableFlowing === false || this.socket.readableLength > 0;
  }

  /** Whether the server may well wait for us: rows of a COPY are still being made, and those that are have gone out. */
  get isFeeding(): boolean {
    const query: unknown = Reflect.get(this, '_activeQuery');
    if (!(query instanceof Writable) || query.writableEnded) return false;
    return query.writableLength === 0 && this.socket.writableLength === 0;
  }

  /** An empty statement: it is answered even in a transaction that has failed, and changes nothing there. */
  knock(): void {
    const answer = plainQuery(this, ['']);
    if (answer instanceof Promise) answer.catch(() => undefined);
  }

  /** Its socket is gone at once, and with an error: the pool takes no such connection back. */
  destroy(error: Error): void {
    this.socket.destroy(error);
  }

  override end(): Promise<void>;
  override end(callback: (error: Error) => void): void;
  override end(callback?: (error: Error) => void): Promise<void> | void {
    setTimeout(() => this.socket.destroy(), FAREWELL_MILLISECONDS).unref();
    if (callback === undefined) return super.end();
    super.end(callback);
  }

  private get socket(): Socket {
    return this.connection.stream as Socket;
  }
}

/** The pool itself, for what is asked so often that a layer in between would cost more than the statement. */
export function poolOf({ driver }: DataSource): Pool {
  return (driver as unknown as { master: Pool }).master;
}

/** `super.query`, for what is not a method of the class. */
function plainQuery(client: Client, given: unknown[]): unknown {
  return Reflect.apply(Reflect.get(Client.prototype, 'query') as Function, client, given);
}

function measuredQuery(this: WatchedClient, ...given: unknown[]): unknown {
  if (this.refusal !== undefined) return Promise.reject(this.refusal);
  const result = plainQuery(this, given);
  // A stream, such as a COPY, is not a statement that ends with its answer.
  if (!(result instanceof Promise)) return result;
  const startedAt = performance.now();
  result.catch((error: unknown) => {
    noteCancelled(error, performance.now() - startedAt);
  });
  if (!ended.hasSubscribers) return result;
  const tell = (failed: boolean) => (): void => {
    ended.publish({ verb: verbOf(given[0]), startedAt, failed } satisfies EndedStatement);
  };
  result.then(tell(false), tell(true));
  return result;
}

// Set from outside: the many overloads of `query` cannot be declared once more. What a caller gets stays as it was.
Reflect.set(WatchedClient.prototype, 'query', measuredQuery);

function verbOf(asked: unknown): string {
  const text = typeof asked === 'string' ? asked : ((asked as { text?: string } | null)?.text ?? '');
  return (/^\s*([a-z]+)/i.exec(text)?.[1] ?? 'OTHER').toUpperCase();
}
