/** WebSockets over which nobody has been let in yet: they have few places, and make room for the next ones, so that who says at once who they are always gets in. */
import { Crowd } from '../process/crowd';
import type { Limits } from './limits';

export interface Newcomer {
  readonly address: string;
  /** Ends it, because others have come. */
  makeRoom: () => void;
}

export class Newcomers {
  private readonly waiting = new Crowd<Newcomer>();

  constructor(private readonly limits: Pick<Limits, 'newcomers' | 'newcomersPerAddress'>) {}

  get count(): number {
    return this.waiting.size;
  }

  add(newcomer: Newcomer): void {
    const { waiting, limits } = this;
    const { address } = newcomer;
    // It counts already: whoever has most may be its own address.
    waiting.add(address, newcomer);
    if (waiting.countOf(address) > limits.newcomersPerAddress) this.sendAway(waiting.oldestOf(address));
    else if (waiting.size > limits.newcomers) this.sendAway(waiting.oldestOfMost());
  }

  /** It has been let in, or is going. */
  remove(newcomer: Newcomer): void {
    this.waiting.remove(newcomer.address, newcomer);
  }

  private sendAway(oldest: Newcomer | undefined): void {
    if (oldest === undefined) return;
    this.remove(oldest);
    oldest.makeRoom();
  }
}
