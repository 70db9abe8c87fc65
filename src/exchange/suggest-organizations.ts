/** Finds the organizations whose code or name is nearest to what somebody wrote, accents and case ignored. */
import { fold } from '../organization/fold';
import { shorten } from '../text/shorten';

export interface Named {
  code: string;
  name: string;
}

const MOST = 3;
/** Below this share of common trigrams two names have nothing to do with each other. */
const LEAST_LIKENESS = 0.35;
/** A file may be wrong in every row: looking through all names for each would take hours, while mutations wait. */
const MOST_SEARCHES = 500;

export class Suggestions {
  /** Where each folded text stands: names first, and as many codes after them. */
  private readonly byFolded = new Map<string, number[]>();
  private readonly sizes: number[] = [];
  /** How many trigrams each has in common with what is searched; zero between searches. */
  private readonly common: Uint16Array;
  private searches = 0;
  private readonly byTrigram = new Map<string, number[]>();
  private readonly byCode: ReadonlyMap<string, Named>;

  constructor(private readonly organizations: readonly Named[]) {
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

  /** The nearest first, at most three; after many searches only what is the same but for accents and zeros. */
  for(code: string, name: string | null = null): Named[] {
    const padded = this.withZeros(code.trim());
    if (padded.length > 0) return padded;
    const text = fold(name ?? code);
    const same = this.byFolded.get(text);
    if (same !== undefined) return this.at(same.slice(0, MOST));
    this.searches += 1;
    return this.searches > MOST_SEARCHES ? [] : this.likest(text);
  }

  /** Excel makes `1` of the code `01`, and `1.002` of `01.002`. */
  private withZeros(written: string): Named[] {
    if (!/^\d/.test(written)) return [];
    return [`0${written}`, `00${written}`].flatMap((code) => this.byCode.get(code) ?? []);
  }

  private likest(text: string): Named[] {
    const wanted = trigramsOf(text);
    const { common } = this;
    for (const trigram of wanted) {
      for (const index of this.byTrigram.get(trigram) ?? []) common[index] = (common[index] ?? 0) + 1;
    }
    // Nearly all names are like each other: they are too many to be sorted.
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

  private at(indexes: readonly number[]): Named[] {
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

/** As the end of a message: ` Nearest: 01 (Đảng bộ thành phố Hà Nội).` */
export function sayNearest(nearest: readonly Named[]): string {
  if (nearest.length === 0) return '';
  return ` Nearest: ${nearest.map(({ code, name }) => `${code} (${shorten(name, 80)})`).join(', ')}.`;
}
