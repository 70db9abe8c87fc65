/** Remembers for a moment where organizations lie: many who come at once ask once. */
import { LRUCache } from 'lru-cache';

type Path = readonly number[];

/** How long an answer is taken for the present one. */
const RECENT_MILLISECONDS = 1_000;
const MOST = 10_000;

export function recentPaths(
  findPath: (code: string | null) => Promise<Path | undefined>,
): (code: string | null) => Promise<Path | undefined> {
  const recent = new LRUCache<string, Promise<Path | undefined>>({ max: MOST, ttl: RECENT_MILLISECONDS });
  return (code) => {
    const key = code ?? '';
    const known = recent.get(key);
    if (known !== undefined) return known;
    const found = findPath(code);
    recent.set(key, found);
    found.catch(() => recent.delete(key));
    return found;
  };
}
