/** Repeatable chance for everything that the demo invents. */

// Taken out of the global object once: it is slow to reach in Jest's sandbox, and these run millions of times.
const { floor, imul } = Math;

/** One stream of numbers for each key, the same on every machine and every run. */
export class Draw {
  #state: number;

  constructor(key: string) {
    let hash = 0x811c9dc5;
    for (let i = 0; i < key.length; i++) hash = imul(hash ^ key.charCodeAt(i), 0x01000193);
    this.#state = hash;
  }

  /** From 0 to just below 1 (Mulberry32). */
  unit(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  chance(share: number): boolean {
    return this.unit() < share;
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + floor(this.unit() * (most - least + 1));
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[this.between(0, items.length - 1)] ?? items[0];
  }

  /** `count` different indexes below `size`, spread evenly over the range, in mixed order. */
  spread(count: number, size: number): number[] {
    if (count > size) throw new RangeError(`${count} different indexes below ${size} do not exist`);
    const indexes: number[] = [];
    for (let i = 0; i < count; i++) {
      const first = floor((i * size) / count);
      const next = floor(((i + 1) * size) / count);
      const place = this.between(0, i);
      indexes.push(indexes[place] ?? 0);
      indexes[place] = this.between(first, next - 1);
    }
    return indexes;
  }
}
