/** A gate that lets so many pieces of work through at once; the others wait in line. */

export type Gate = <T>(work: () => Promise<T>) => Promise<T>;

export function openGate(width: number): Gate {
  const waiting: (() => void)[] = [];
  let inside = 0;
  return async (work) => {
    if (inside >= width) {
      // Whoever leaves hands over the place.
      await new Promise<void>((enter) => {
        waiting.push(enter);
      });
    } else {
      inside += 1;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) inside -= 1;
      else next();
    }
  };
}
