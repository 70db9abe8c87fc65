/** A gate that lets so many pieces of work through at once; the others wait in line. */

/** `whose` says whose work it is, where nobody may have all of the gate: one place is left for others. */
export type Gate = <T>(work: () => Promise<T>, whose?: object) => Promise<T>;

interface Waiting {
  whose: object | undefined;
  enter: () => void;
}

export function openGate(width: number): Gate {
  const most = Math.max(1, width - 1);
  const waiting: Waiting[] = [];
  const insideOf = new Map<object, number>();
  let inside = 0;
  const mayEnter = (whose: object | undefined): boolean =>
    inside < width && (whose === undefined || (insideOf.get(whose) ?? 0) < most);
  const count = (whose: object | undefined, change: 1 | -1): void => {
    inside += change;
    if (whose === undefined) return;
    const own = (insideOf.get(whose) ?? 0) + change;
    if (own === 0) insideOf.delete(whose);
    else insideOf.set(whose, own);
  };
  /** To the first in line who may; those who have as many places as they may are passed over. */
  const handOver = (): void => {
    const at = waiting.findIndex(({ whose }) => mayEnter(whose));
    const [next] = at < 0 ? [] : waiting.splice(at, 1);
    if (next === undefined) return;
    count(next.whose, 1);
    next.enter();
  };
  return async (work, whose) => {
    if (mayEnter(whose)) count(whose, 1);
    else await new Promise<void>((enter) => waiting.push({ whose, enter }));
    try {
      return await work();
    } finally {
      count(whose, -1);
      handOver();
    }
  };
}
