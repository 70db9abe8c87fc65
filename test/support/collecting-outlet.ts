/** A way out that keeps what is handed over to it, and can be as slow as a test wants. */
import { AHEAD_BYTES, MOST_BEHIND_BYTES, type Outlet, type Rendered } from '../../src/feed/outlet';

export class CollectingOutlet implements Outlet {
  readonly received: Rendered[] = [];
  backlog = 0;
  mostBehind = MOST_BEHIND_BYTES;
  mostAhead = AHEAD_BYTES;
  isGone = false;
  /** Resolves when the stream has ended, with the answer that says why. */
  readonly ended: Promise<string | undefined>;
  private resolveEnded: (why: string | undefined) => void = () => undefined;
  private looks: (() => void)[] = [];
  private waiting: (() => void)[] = [];

  constructor() {
    this.ended = new Promise((resolve) => {
      this.resolveEnded = resolve;
    });
  }

  get answers(): string[] {
    return this.received.map(({ answer }) => answer.toString());
  }

  send(rendered: readonly Rendered[]): void {
    this.received.push(...rendered);
    for (const look of [...this.looks]) look();
  }

  emptied(): Promise<void> {
    if (this.backlog === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.waiting.push(resolve);
    });
  }

  /** What waited has been taken. */
  drain(): void {
    this.backlog = 0;
    for (const wake of this.waiting.splice(0)) wake();
  }

  end(why?: Buffer): void {
    this.isGone = true;
    this.resolveEnded(why?.toString());
  }

  waitFor(count: number): Promise<Rendered[]> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.received.length < count) return;
        this.looks = this.looks.filter((each) => each !== look);
        resolve(this.received);
      };
      this.looks.push(look);
      look();
    });
  }
}
