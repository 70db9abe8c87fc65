/** A line in which those who wait go round by whose they are: who sends much waits behind their own, and nobody behind the much of others. */

export class Rounds<Item> {
  /** In the order in which the next of each comes. */
  private readonly lines = new Map<object | undefined, Set<Item>>();
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** How many wait of one. */
  sizeOf(whose: object | undefined): number {
    return this.lines.get(whose)?.size ?? 0;
  }

  add(item: Item, whose: object | undefined): void {
    const line = this.lines.get(whose) ?? new Set();
    this.lines.set(whose, line.add(item));
    this.count += 1;
  }

  /** Whether it was still there. */
  delete(item: Item, whose: object | undefined): boolean {
    const line = this.lines.get(whose);
    if (line?.delete(item) !== true) return false;
    this.count -= 1;
    if (line.size === 0) this.lines.delete(whose);
    return true;
  }

  /** Takes the next one out of those for whom `mayGo` holds; they are at the end of the round then. */
  next(mayGo: (whose: object | undefined) => boolean = () => true): Item | undefined {
    for (const [whose, line] of this.lines) {
      if (!mayGo(whose)) continue;
      const [item] = line;
      this.lines.delete(whose);
      line.delete(item as Item);
      this.count -= 1;
      if (line.size > 0) this.lines.set(whose, line);
      return item;
    }
    return undefined;
  }
}
