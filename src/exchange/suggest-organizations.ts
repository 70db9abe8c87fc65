/** Finds the organizations whose code or name is nearest to what somebody wrote, ignoring accents and case. */
import type { EntityManager } from 'typeorm';
import { sayNearest, withZeros, type NamedOrganization } from '../organization/nearest-organizations';
import { Problem } from '../problem';
import { fold } from '../text/fold';
import { shorten } from '../text/shorten';
import { refusalsOf, type TableVerdict } from './verdict';
import { say } from '../words/message';

const MOST = 3;
/** Names with a smaller share of common trigrams are not alike. */
const LEAST_LIKENESS = 0.35;
/** Every row of a file may be wrong, and comparing each with all names would take hours while mutations wait. */
const MOST_SEARCHES = 500;

export class Suggestions {
  /** The indexes of each folded text: names first, then as many codes. */
  private readonly byFolded = new Map<string, number[]>();
  private readonly sizes: number[] = [];
  /** How many trigrams each has in common with the text searched for; zero between searches. */
  private readonly common: Uint16Array;
  private searches = 0;
  private readonly byTrigram = new Map<string, number[]>();
  private readonly byCode: ReadonlyMap<string, NamedOrganization>;

  constructor(private readonly organizations: readonly NamedOrganization[]) {
    this.byCode = new Map(organizations.map((each) => [each.code, each]));
    this.common = new Uint16Array(organizations.length * 2);
    const folded = [...organizations.map(({ name }) => fold(name)), ...organizations.map(({ code }) => fold(code))];
    folded.forEach((text, index) => {
      const trigrams = trigramsOf(text);
      this.sizes.push(trigrams.size);
      addTo(this.byFolded, text, index);
      for (const trigram of trigrams) addTo(this.byTrigram, trigram, index);
    });
  }

  /** At most three, the nearest first; after many searches only those that differ in nothing but accents and zeros. */
  for(code: string, name: string | null = null): NamedOrganization[] {
    const padded = withZeros(code.trim()).flatMap((each) => this.byCode.get(each) ?? []);
    if (padded.length > 0) return padded;
    const text = fold(name ?? code);
    const same = this.byFolded.get(text);
    if (same !== undefined) return this.at(same.slice(0, MOST));
    this.searches += 1;
    return this.searches > MOST_SEARCHES ? [] : this.likest(text);
  }

  private likest(text: string): NamedOrganization[] {
    const wanted = trigramsOf(text);
    const { common } = this;
    for (const trigram of wanted) {
      for (const index of this.byTrigram.get(trigram) ?? []) common[index] = (common[index] ?? 0) + 1;
    }
    // Nearly all names are somewhat alike: too many to sort.
    const nearest: { index: number; likeness: number }[] = [];
    common.forEach((count, index) => {
      const likeness = (2 * count) / (wanted.size + (this.sizes[index] ?? 0));
      if (likeness < Math.max(LEAST_LIKENESS, nearest[MOST - 1]?.likeness ?? 0)) return;
      const place = nearest.findIndex((other) => other.likeness < likeness);
      if (place >= 0) nearest.splice(place, 0, { index, likeness });
      else if (nearest.length < MOST) nearest.push({ index, likeness });
      nearest.length = Math.min(nearest.length, MOST);
    });
    common.fill(0);
    return this.at(nearest.map(({ index }) => index));
  }

  private at(indexes: readonly number[]): NamedOrganization[] {
    return indexes.flatMap((index) => this.organizations[index % this.organizations.length] ?? []);
  }
}

function addTo(lists: Map<string, number[]>, key: string, index: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [index]);
  else list.push(index);
}

function trigramsOf(text: string): Set<string> {
  const padded = `  ${text} `;
  const trigrams = new Set<string>();
  for (let at = 0; at + 3 <= padded.length; at += 1) trigrams.add(padded.slice(at, at + 3));
  return trigrams;
}

/** Unknown codes for which the nearest ones are looked up: where there are more, the whole column is wrong. */
const SUGGESTED = 500;

/** Says of an unknown code what is nearest to it, or that its own row in one of the earlier tables was refused. */
export async function explainUnknownCodes(
  manager: EntityManager,
  earlier: readonly TableVerdict[],
): Promise<(code: string, name: string | null) => Problem> {
  let suggestions: Suggestions | undefined;
  const organizations = await manager.query<NamedOrganization[]>('SELECT code, name FROM organization ORDER BY code');
  const refused = new Set(
    refusalsOf({ tables: earlier.filter(({ kind }) => kind === 'organizations') }).map(({ row }) => row.code),
  );
  let explained = 0;
  return (code, name) => {
    suggestions ??= new Suggestions(organizations);
    explained += 1;
    const again = refused.has(code) ? say` Its row among the organizations was refused.` : '';
    const message = say`There is no organization with the code "${shorten(code)}".${again}${explained > SUGGESTED ? '' : sayNearest(suggestions.for(code, name))}`;
    return new Problem('NOT_FOUND', message, { argument: 'organization' });
  };
}
