/** What was read may be out of date without an event that says so: who has read is told, and asks again. */
import { Listeners } from './listeners.ts';

/**
 * Entries are gone (`RESYNC`), something between two events was not delivered (`MISSED`), or the business day has turned, by which
 * figures move that depend on today (`DAY_TURNED`).
 */
export type Staleness = 'RESYNC' | 'MISSED' | 'DAY_TURNED';

export class StalenessBoard {
  private readonly listeners = new Listeners<[Staleness]>();
  private filling: Promise<string | undefined> | undefined;
  private readonly readHead: () => Promise<string | undefined>;
  /** Follows the day; returns what ends it. */
  private readonly followDay: (onDay: () => void) => () => void;
  private leaveDay: (() => void) | undefined;

  constructor(readHead: () => Promise<string | undefined>, followDay: (onDay: () => void) => () => void) {
    this.readHead = readHead;
    this.followDay = followDay;
  }

  /** The day is followed as long as somebody listens. */
  add(listener: (why: Staleness) => void): () => void {
    const remove = this.listeners.add(listener);
    this.leaveDay ??= this.followDay(() => {
      this.listeners.tell('DAY_TURNED');
    });
    return () => {
      remove();
      if (!this.listeners.isEmpty) return;
      this.leaveDay?.();
      this.leaveDay = undefined;
    };
  }

  /**
   * Once for all subscriptions that meet the same gap. They go on after the place that it resolves to, and what is asked from now on
   * shows no earlier one: nothing falls in between.
   */
  fillGap(why: 'RESYNC' | 'MISSED'): Promise<string | undefined> {
    this.filling ??= this.readHead()
      .then((head) => {
        this.listeners.tell(why);
        return head;
      })
      .finally(() => {
        this.filling = undefined;
      });
    return this.filling;
  }
}
