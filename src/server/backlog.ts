/** What waits in the process for clients who take little, counted in all: the more there is, the less each may be behind (P9, P23). */
import { AHEAD_BYTES, MOST_BEHIND_BYTES } from '../feed/outlet';
import type { Limits } from './limits';

export interface Holder {
  /** Bytes that wait for it at the moment. */
  readonly backlog: number;
  /** Ends it, and lets go of what waits: others need the memory. */
  cutOff: () => void;
}

/** What each may be behind in any case: what is handed to a stream at once. */
export const LEAST_BEHIND_BYTES = 65_536;
/** When it was too much, room is made for more than the next few bytes: to look for it takes long. */
const ROOM_SHARE = 0.1;

export class Backlog {
  /** Those for whom something waits, who has taken nothing for longest first. */
  private readonly holders = new Map<Holder, number>();
  private sum = 0;

  constructor(private readonly limits: Pick<Limits, 'backlogBytes'>) {}

  /** Bytes, of all. */
  get bytes(): number {
    this.lookAgain();
    return this.sum;
  }

  /** What each may be behind: less and less when more than half is used. */
  get mostBehind(): number {
    const free = 1 - this.sum / this.limits.backlogBytes;
    return Math.max(LEAST_BEHIND_BYTES, Math.min(1, 2 * free) * MOST_BEHIND_BYTES);
  }

  /** What each who is fed at its own pace gets ahead of what it has taken. */
  get mostAhead(): number {
    return Math.min(AHEAD_BYTES, this.mostBehind / 4);
  }

  /** To be told whenever what waits has changed, and whether because the client has taken something. */
  note(holder: Holder, hasTaken = false): void {
    const before = this.holders.get(holder);
    const bytes = holder.backlog;
    if (bytes === 0 && before === undefined) return;
    this.sum += bytes - (before ?? 0);
    if (bytes === 0 || hasTaken) this.holders.delete(holder);
    if (bytes > 0) this.holders.set(holder, bytes);
    if (this.sum > this.limits.backlogBytes) this.makeRoom();
  }

  /** A stream does not say when the last few bytes have left. */
  private lookAgain(): void {
    for (const [holder, before] of this.holders) {
      const bytes = holder.backlog;
      this.sum += bytes - before;
      if (bytes === 0) this.holders.delete(holder);
      else this.holders.set(holder, bytes);
    }
  }

  private makeRoom(): void {
    const { backlogBytes } = this.limits;
    this.lookAgain();
    if (this.sum <= backlogBytes) return;
    for (const [holder, bytes] of this.holders) {
      if (this.sum <= backlogBytes * (1 - ROOM_SHARE)) return;
      this.holders.delete(holder);
      this.sum -= bytes;
      holder.cutOff();
    }
  }
}
