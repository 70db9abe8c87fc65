/** Works out a figure of a briefing from the answer to its operation, as `path` says: `a`, `a - b`, or `a / b` in percent. */

/** `a`, `a - b` or `a / b`: the last as a percentage to one decimal, halves up, of all alone 100 and of none alone 0. */
export function evaluatePath(path: string, data: unknown): number | null {
  const [, first = '', operator, second = ''] = /^(\S+)(?: ([-/]) (\S+))?$/.exec(path) ?? [];
  const a = valueAt(first, data);
  if (operator === undefined || a === null) return a;
  const b = valueAt(second, data);
  if (b === null) return null;
  if (operator === '-') return a - b;
  if (b === 0) return null;
  const nearest = Number((BigInt(a) * 2_000n + BigInt(b)) / (2n * BigInt(b)));
  return (a === 0 || a === b ? nearest : Math.min(Math.max(nearest, 1), 999)) / 10;
}

function valueAt(path: string, data: unknown): number | null {
  return path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], data) as number | null;
}
