/** The way out to one subscription of a WebSocket: ready answers, framed with the id of the operation. */
import type { Account } from '../account/account';
import type { Outlet, Rendered } from '../feed/outlet';
import type { Claim } from './claim';
import type { SocketConnection } from './socket-connection';

const END = Buffer.from('}');

export class SocketOutlet implements Outlet, AsyncIterableIterator<never> {
  private readonly head: Buffer;
  private isEnded = false;
  private finish: (() => void) | undefined;
  private onReturn: (() => void) | undefined;

  constructor(
    private readonly connection: SocketConnection,
    private readonly claim: Claim,
  ) {
    this.head = Buffer.from(`{"id":${JSON.stringify(claim.id)},"type":"next","payload":`);
  }

  get backlog(): number {
    return this.connection.backlog;
  }

  get account(): Account | undefined {
    return this.connection.session?.account;
  }

  get mostBehind(): number {
    return this.connection.shared.mostBehind;
  }

  get mostAhead(): number {
    return this.connection.shared.mostAhead;
  }

  get isGone(): boolean {
    return this.isEnded || this.claim.isLost || !this.connection.isOpen;
  }

  send(rendered: readonly Rendered[]): void {
    const [first] = rendered;
    if (first !== undefined && rendered.length === 1) this.write(first.answer);
    else this.connection.sendAll(rendered.map(({ answer }) => [this.head, answer, END]));
  }

  emptied(): Promise<void> {
    return this.connection.emptied();
  }

  end(why?: Buffer): void {
    if (why !== undefined) this.write(why);
    this.isEnded = true;
    this.onReturn?.();
    this.finish?.();
  }

  /** Calls this when the client has ended the subscription, or its socket is gone. */
  whenReturned(leave: () => void): void {
    if (this.isGone) leave();
    else this.onReturn = leave;
  }

  /** To graphql-ws this is a stream without results: it only ends. */
  async next(): Promise<IteratorResult<never>> {
    if (!this.isEnded) {
      await new Promise<void>((resolve) => {
        this.finish = resolve;
      });
    }
    return { done: true, value: undefined };
  }

  return(): Promise<IteratorResult<never>> {
    this.isEnded = true;
    this.onReturn?.();
    return Promise.resolve({ done: true, value: undefined });
  }

  throw(error: unknown): Promise<IteratorResult<never>> {
    void this.return();
    return Promise.reject(error instanceof Error ? error : new Error(String(error)));
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private write(answer: Buffer): void {
    this.connection.send([this.head, answer, END]);
  }
}
