/** One event stream (GraphQL over SSE, distinct connections): the answers of a single operation. */
import type { ServerResponse } from 'node:http';
import type { Account } from '../account/account';
import { MOST_BEHIND_BYTES, type Outlet, type Rendered } from '../feed/outlet';
import type { Backlog } from './backlog';
import type { SubscriberConnection } from './connections';
import { PacedWriter } from './paced-writer';

const PING = Buffer.from(':\n\n');
const END = Buffer.from('\n\n');
const COMPLETE = Buffer.from('event: complete\ndata:\n\n');

export class EventStream implements Outlet, SubscriberConnection {
  private readonly writer: PacedWriter;
  private isEnded = false;
  private finished: Promise<unknown> | undefined;

  constructor(
    private readonly response: ServerResponse,
    patienceMilliseconds: number,
    readonly account: Account,
    private readonly shared: Backlog,
  ) {
    // An error on a broken connection cannot be reported to anybody; `close` follows.
    response.on('error', () => undefined);
    this.writer = new PacedWriter(response, {
      patienceMilliseconds,
      mostBehindBytes: MOST_BEHIND_BYTES,
      shared,
      isOpen: () => !response.writableEnded,
      onBehind: () => undefined,
      onStalled: () => {
        this.terminate();
      },
      onCutOff: () => {
        this.terminate();
      },
    });
    this.writer.write(PING);
  }

  get backlog(): number {
    return this.writer.backlog;
  }

  get mostBehind(): number {
    return this.shared.mostBehind;
  }

  get mostAhead(): number {
    return this.shared.mostAhead;
  }

  get isGone(): boolean {
    return this.isEnded || this.response.destroyed || this.response.writableEnded;
  }

  /** Clients know where to continue from before they have had an event. */
  begin(cursor: string): void {
    this.write(Buffer.from(`id: ${cursor}\n\n`));
  }

  send(rendered: readonly Rendered[]): void {
    this.write(Buffer.concat(rendered.flatMap(({ answer, cursor }) => toEvent(answer, cursor))));
  }

  emptied(): Promise<void> {
    return this.writer.emptied();
  }

  /** The operation is complete: the client does not come back. */
  end(why?: Buffer): void {
    if (why !== undefined) this.write(Buffer.concat(toEvent(why, undefined)));
    this.write(COMPLETE);
    void this.close();
  }

  /** An operation that must be finished before the stream is retired. */
  finishFirst(work: Promise<unknown>): void {
    this.finished = work;
  }

  ping(): void {
    if (!this.isGone && !this.writer.isWaiting) this.writer.write(PING);
  }

  /** Without `complete`, so that the client comes back. */
  async retire(): Promise<void> {
    await this.finished;
    await this.close();
  }

  terminate(): void {
    this.response.destroy();
  }

  private async close(): Promise<void> {
    this.isEnded = true;
    await this.writer.emptied();
    this.response.end();
  }

  private write(chunk: Buffer): void {
    if (!this.isGone) this.writer.write(chunk);
  }
}

/** A client that sends its `Last-Event-ID` continues after the cursor. */
function toEvent(answer: Buffer, cursor: string | undefined): Buffer[] {
  const id = cursor === undefined ? '' : `id: ${cursor}\n`;
  return [Buffer.from(`event: next\n${id}data: `), answer, END];
}
