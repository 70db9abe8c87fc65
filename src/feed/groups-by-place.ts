/** Finds the groups that an entry may concern by the entry's path: what lies elsewhere costs nothing. */
import type { Filter } from './filter';
import type { LogEntry } from './log-entry';

/** Where those are kept that ask for no place in particular. */
const ANYWHERE = 0;

export class GroupsByPlace<Group extends { readonly filter: Filter }> {
  private readonly byPlace = new Map<number, Set<Group>>();

  add(group: Group): void {
    const place = placeOf(group.filter);
    const there = this.byPlace.get(place) ?? new Set();
    there.add(group);
    this.byPlace.set(place, there);
  }

  /** Whether it was there. */
  delete(group: Group): boolean {
    const place = placeOf(group.filter);
    const there = this.byPlace.get(place);
    const wasThere = there?.delete(group) === true;
    if (there?.size === 0) this.byPlace.delete(place);
    return wasThere;
  }

  has(group: Group): boolean {
    return this.byPlace.get(placeOf(group.filter))?.has(group) === true;
  }

  all(): Group[] {
    return [...this.byPlace.values()].flatMap((groups) => [...groups]);
  }

  /** An entry without a path concerns everyone. */
  candidates({ path }: Pick<LogEntry, 'path'>): Group[] {
    if (path.length === 0) return this.all();
    return [ANYWHERE, ...path].flatMap((place) => [...(this.byPlace.get(place) ?? [])]);
  }
}

/** Any of the ids that the path must lead through will do. */
function placeOf({ through, own }: Filter): number {
  return through[0] ?? own ?? ANYWHERE;
}
