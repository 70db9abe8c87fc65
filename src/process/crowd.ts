/** Many who are let in for the time being: when there are too many, the oldest of whoever has most has to go. */

export class Crowd<Guest> {
  /** By whose they are, the oldest first. */
  private readonly guests = new Map<string, Set<Guest>>();
  /** By how many somebody has: looking for whoever has most must not take longer with more of them. */
  private readonly byCount = new Map<number, Set<string>>();
  private most = 0;
  private total = 0;

  get size(): number {
    return this.total;
  }

  countOf(whose: string): number {
    return this.guests.get(whose)?.size ?? 0;
  }

  /** As the newest of theirs, also when it was there before. */
  add(whose: string, guest: Guest): void {
    this.remove(whose, guest);
    const theirs = this.guests.get(whose) ?? new Set();
    this.guests.set(whose, theirs);
    theirs.add(guest);
    this.total += 1;
    this.move(whose, theirs.size - 1, theirs.size);
  }

  /** Whether it was there. */
  remove(whose: string, guest: Guest): boolean {
    const theirs = this.guests.get(whose);
    if (theirs?.delete(guest) !== true) return false;
    if (theirs.size === 0) this.guests.delete(whose);
    this.total -= 1;
    this.move(whose, theirs.size + 1, theirs.size);
    return true;
  }

  oldestOf(whose: string): Guest | undefined {
    const [oldest] = this.guests.get(whose) ?? [];
    return oldest;
  }

  /** The oldest of whoever has most. */
  oldestOfMost(): Guest | undefined {
    const [whose] = this.byCount.get(this.most) ?? [];
    return whose === undefined ? undefined : this.oldestOf(whose);
  }

  private move(whose: string, from: number, to: number): void {
    const before = this.byCount.get(from);
    before?.delete(whose);
    if (before?.size === 0) this.byCount.delete(from);
    if (to > 0) {
      const after = this.byCount.get(to) ?? new Set();
      this.byCount.set(to, after);
      after.add(whose);
    }
    if (to > this.most) this.most = to;
    else if (from === this.most && !this.byCount.has(from)) this.most = to;
  }
}
