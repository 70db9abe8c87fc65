/** A gate that lets so many pieces of work through at once; the others wait in line. */

export type Gate = <T>(work: () => Promise<T>) => Promise<T>;

/** Bounds of the line before a gate; without them everyone waits for as long as it takes. */
export interface Line {
  /** So many wait at most. */
  longest: number;
  patienceMilliseconds: number;
  /** What those get whose turn does not come; their work has not begun. */
  refuse: () => Error;
}

export function openGate(width: number, line?: Line): Gate {
  const waiting = new Set<() => void>();
  let inside = 0;
  return async (work) => {
    if (inside < width) inside += 1;
    // Whoever leaves hands over the place.
    else await standInLine(waiting, line);
    try {
      return await work();
    } finally {
      const [next] = waiting;
      if (next === undefined) inside -= 1;
      else next();
    }
  };
}

function standInLine(waiting: Set<() => void>, line: Line | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (line !== undefined && waiting.size >= line.longest) {
      reject(line.refuse());
      return;
    }
    const enter = (): void => {
      clearTimeout(patience);
      waiting.delete(enter);
      resolve();
    };
    const patience =
      line &&
      setTimeout(() => {
        waiting.delete(enter);
        reject(line.refuse());
      }, line.patienceMilliseconds);
    waiting.add(enter);
  });
}
