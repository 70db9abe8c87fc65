/** Finds the groups that an entry may concern by the entry's path: what lies elsewhere costs nothing. */
import type { Filter } from './filter';
import type { LogEntry } from './log-entry';

/** The key of those that ask for no place in particular. */
const ANYWHERE = 0;

export class GroupsByPlace<Group extends { readonly filter: Filter }> {
  private readonly byPlace = new Map<number, Set<Group>>();
  /** Those that ask for something of an organization above theirs, by each of those above. */
  private readonly byPlaceAbove = new Map<number, Set<Group>>();

  add(group: Group): void {
    for (const place of placesOf(group.filter)) addTo(this.byPlace, place, group);
    for (const place of placesAbove(group.filter)) addTo(this.byPlaceAbove, place, group);
  }

  /** Whether it was there. */
  delete(group: Group): boolean {
    for (const place of placesAbove(group.filter)) deleteFrom(this.byPlaceAbove, place, group);
    return placesOf(group.filter).filter((place) => deleteFrom(this.byPlace, place, group)).length > 0;
  }

  has(group: Group): boolean {
    return placesOf(group.filter).every((place) => this.byPlace.get(place)?.has(group));
  }

  all(): Group[] {
    return [...new Set([...this.byPlace.values()].flatMap((groups) => [...groups]))];
  }

  /** An entry without a path concerns everyone. A group of several places stands at each of them. */
  candidates({ path }: Pick<LogEntry, 'path'>): Group[] {
    const last = path.at(-1);
    if (last === undefined) return this.all();
    const below = this.byPlaceAbove.get(last) ?? [];
    return [...new Set([...[ANYWHERE, ...path].flatMap((place) => [...(this.byPlace.get(place) ?? [])]), ...below])];
  }
}

function addTo<Group>(groups: Map<number, Set<Group>>, place: number, group: Group): void {
  const there = groups.get(place) ?? new Set();
  there.add(group);
  groups.set(place, there);
}

function deleteFrom<Group>(groups: Map<number, Set<Group>>, place: number, group: Group): boolean {
  const there = groups.get(place);
  const wasThere = there?.delete(group) === true;
  if (there?.size === 0) groups.delete(place);
  return wasThere;
}

/** Those on the path that do not lead to the group by its own place. */
function placesAbove(filter: Filter): readonly number[] {
  const places = placesOf(filter);
  return places.includes(ANYWHERE) ? [] : (filter.besides?.path.filter((id) => !places.includes(id)) ?? []);
}

/** Any of the ids that the path must lead through will do; of those of which one is enough it takes all. */
function placesOf({ through, throughAny, own }: Filter): readonly number[] {
  return throughAny ?? [through[0] ?? own ?? ANYWHERE];
}
