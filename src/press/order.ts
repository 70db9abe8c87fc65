/** A document that was asked for, by one or by many, and is not written yet. */
import { orStopped } from '../process/or-stopped';
import { Problem } from '../problem';

/** `begin` is to be called when it does not wait in line any more; while it does, it can be given up by the signal. */
type CarryOut = (begin: () => void, signal: AbortSignal) => Promise<Buffer>;

export class Order {
  readonly written: Promise<Buffer>;
  private askers = 0;
  private beginning: number | undefined;
  private readonly giving = new AbortController();

  constructor(carryOut: CarryOut) {
    const begin = (): void => {
      this.beginning = performance.now();
    };
    this.written = carryOut(begin, this.giving.signal);
  }

  /** As performance.now() has it; undefined while it waits. */
  get begunAt(): number | undefined {
    return this.beginning;
  }

  get isGivenUp(): boolean {
    return this.giving.signal.aborted;
  }

  /** The bytes, or the signal's reason: what nobody waits for any more is given up. */
  async wait(signal: AbortSignal | undefined): Promise<Buffer> {
    this.askers += 1;
    try {
      return await (signal === undefined ? this.written : orStopped(this.written, signal));
    } finally {
      this.askers -= 1;
      if (this.askers === 0) this.giveUp(new Problem('UNAVAILABLE', 'Nobody waited for this document any more.'));
    }
  }

  /** What is being written is finished all the same: a thread that was broken off would take longer to begin anew. */
  giveUp(reason: Problem): void {
    if (this.beginning === undefined) this.giving.abort(reason);
  }
}
