/** A connection of the pool of which can be said whether it waits for the server, and whether anything moves on it. */
import type { Socket } from 'node:net';
import { Writable } from 'node:stream';
import { Client } from 'pg';
import { FAREWELL_MILLISECONDS } from './end-client';
import { MeasuredClient } from './measured-client';
import type { SilentConnection } from './silent-connection';

/** The server's process behind a connection: its number alone may be given out again. */
export interface Backend {
  pid: number;
  startedAt: string;
}

export class WatchedClient extends MeasuredClient {
  /** As the server told it: what a pooler in between says of itself names nobody there. */
  backend: Backend | undefined;

  /** Whether a statement has been sent that is not done yet. */
  get isPending(): boolean {
    return Reflect.get(this, 'readyForQuery') === false;
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

  /** Says nothing, which is answered even in a transaction that has failed, and changes nothing there. */
  knock(): void {
    const query = Reflect.get(Client.prototype, 'query') as Function;
    const answer: unknown = Reflect.apply(query, this, ['']);
    if (answer instanceof Promise) answer.catch(() => undefined);
  }

  /** Its socket is gone at once, and with an error: the pool takes no such connection back. */
  destroy(error: SilentConnection): void {
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
