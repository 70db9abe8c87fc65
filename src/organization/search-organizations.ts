/** Search as people write: words in any order, from their beginnings; the best match first; and corrected where nothing has them. */
import { PART, type SortKey } from '../api/keyset';
import { MOST_COUNTED } from '../api/query-keyset';
import type { Snapshot } from '../database/snapshot';
import { Problem } from '../problem';
import { mistakesIn, nearestWords, type Nearest } from '../text/nearest-words';
import { wordsOf } from '../text/words';
import { say } from '../words/message';
import { LEVELS } from './level';
import { ORGANIZATION_NAME, type Organization } from './organization';

/** What is found, for every list that takes it. */
export const SEARCH =
  'Words of a name or code, or their beginnings, in any order; without regard to case, Vietnamese accents and whatever stands between the words: `ha noi` finds Hà Nội, `tp hcm` Thành phố Hồ Chí Minh. Where nothing has all of the words, they are corrected to the nearest ones that there are: `ha nio` finds Hà Nội, too. 300 characters at most.';

/** What is searched for, as conditions on `organization o` with parameters by name. */
export interface Search {
  /** What has all of the words. */
  condition: string;
  parameters: Readonly<Record<string, unknown>>;
  /** Whether few enough match to be sorted. */
  isRare: () => Promise<boolean>;
}

/** A condition for statements that number their parameters. */
export function bindNamed(
  condition: string,
  search: Pick<Search, 'parameters'> | undefined,
  bind: (value: unknown) => string,
): string {
  return condition.replace(/:(\w+)/g, (_all, name: string) => bind(search?.parameters[name]));
}

/** The words of an organization, as the index has them. */
export const WORDS = `array_to_tsvector(array_remove(array_remove(string_to_array(o.search, ' '), '|'), ''))`;
const NAME = `split_part(o.search, ' |', 1) COLLATE "C"`;

const MATCHES = `${WORDS} @@ CAST(:beginnings AS tsquery)`;
const IS_EXACT = `(o.code = ANY(:codes) OR ${NAME} = :name)`;
const CODE_BEGINS = `(${['written', 'upper', 'lower'].map((each) => `(o.code >= :${each} AND o.code < :${each}End)`).join(' OR ')})`;
const NAME_BEGINS = `(${NAME} >= :name AND ${NAME} < :nameEnd)`;
/** What is written has no wildcard in it: words are letters and digits. */
const HAS_THEM_SO = `(${WORDS} @@ CAST(:words AS tsquery) AND ' ' || o.search || ' ' LIKE :so)`;
const HAS_WORDS = `${WORDS} @@ CAST(:words AS tsquery)`;

const CODE: SortKey = { sql: 'o.code', kind: 'text' };
const NO_MORE: SortKey = { sql: `''`, kind: 'text' };
const HIGHER_UP: SortKey = { sql: 'o.level', kind: 'text', oneOf: { type: 'level', values: LEVELS } };

export interface Rank {
  condition: string;
  keys: readonly [SortKey, SortKey];
}

const BY_WHAT_MATCHES: readonly Rank[] = [
  { condition: IS_EXACT, keys: [NO_MORE, CODE] },
  { condition: CODE_BEGINS, keys: [NO_MORE, CODE] },
  { condition: NAME_BEGINS, keys: [{ sql: NAME, kind: 'text' }, CODE] },
  { condition: HAS_THEM_SO, keys: [HIGHER_UP, CODE] },
  { condition: HAS_WORDS, keys: [HIGHER_UP, CODE] },
  { condition: MATCHES, keys: [HIGHER_UP, CODE] },
];

/** From the best match down; what is in one of them is in none of the later ones. Each is read by an index of its own. */
export const RANKS: readonly Rank[] = BY_WHAT_MATCHES.map(({ condition, keys }, at, all) => ({
  condition: [condition, ...all.slice(0, at).map((earlier) => `NOT (${earlier.condition})`)].join(' AND '),
  keys,
}));

/** The rank, and what rows of one rank are sorted by. */
export const BEST_MATCH: readonly SortKey[] = [PART, NO_MORE, CODE];

/** Undefined when nothing is searched for, and everything is meant. */
export async function understandSearch(
  snapshot: Snapshot,
  text: string | null | undefined,
  within: Pick<Organization, 'id' | 'parentId'> | undefined,
): Promise<Search | undefined> {
  if (text == null || text.trim() === '') return undefined;
  const limit = ORGANIZATION_NAME.longest;
  if (text.length > limit) {
    const message = say`search has ${text.length} characters; ask for at most ${limit}, as many as a name may have.`;
    throw new Problem('BAD_USER_INPUT', message, { argument: 'search', limit, actual: text.length });
  }
  const words = wordsOf(text);
  if (words.length === 0) return { ...searchFor(snapshot, '', words), condition: 'FALSE' };
  const isThere = (some: readonly string[]): Promise<boolean> => hasMatch(snapshot, some, within);
  if (await isThere(words)) return searchFor(snapshot, text.trim(), words);
  const known = new Set(
    (await snapshot.query<{ word: string }>('SELECT word FROM search_word')).map(({ word }) => word),
  );
  for (const corrected of corrections(words, known)) {
    if (await isThere(corrected)) return searchFor(snapshot, corrected.join(' '), corrected);
  }
  return searchFor(snapshot, text.trim(), words);
}

/** From the top of the tree: words that are frequent below are in the names above, too. */
const IS_ANYWHERE = `
  SELECT count(*) > 0 AS found
    FROM (SELECT FROM organization o WHERE ${WORDS} @@ CAST($1 AS tsquery) ORDER BY o.level, o.code LIMIT 1) AS first`;
/** All are counted: to look for the first one PostgreSQL would go through the country, in which the words are frequent. */
const IS_BELOW = `
  SELECT count(*) > 0 AS found FROM organization o
   WHERE ${WORDS} @@ CAST($1 AS tsquery) AND o.path @> ARRAY[$2::integer]`;

async function hasMatch(
  snapshot: Snapshot,
  words: readonly string[],
  within: Pick<Organization, 'id' | 'parentId'> | undefined,
): Promise<boolean> {
  const asked = [beginnings(words), ...(within?.parentId == null ? [] : [within.id])];
  const [found] = await snapshot.query<{ found: boolean }>(asked.length === 1 ? IS_ANYWHERE : IS_BELOW, asked);
  return found?.found === true;
}

/** Words are letters and digits: nothing in them means anything to PostgreSQL. A number that is followed by more is written to its end. */
export function beginnings(words: readonly string[]): string {
  return words.map((word, at) => `'${word}'${/^\p{N}+$/u.test(word) && at < words.length - 1 ? '' : ':*'}`).join(' & ');
}

/** Greater than all texts that begin so. */
const END = '\u{10ffff}';

function searchFor(snapshot: Snapshot, written: string, words: readonly string[]): Search {
  const [upper, lower, name] = [written.toUpperCase(), written.toLowerCase(), words.join(' ')];
  const parameters = {
    beginnings: beginnings(words),
    words: words.map((word) => `'${word}'`).join(' & '),
    codes: [written, upper, lower],
    written,
    writtenEnd: written + END,
    upper,
    upperEnd: upper + END,
    lower,
    lowerEnd: lower + END,
    name,
    nameEnd: name + END,
    so: `% ${name} %`,
  };
  const isRare = async (): Promise<boolean> => {
    const [found] = await snapshot.query<{ count: number }>(COUNT, [parameters.beginnings]);
    return found !== undefined && found.count <= MOST_COUNTED;
  };
  return { condition: MATCHES, parameters, isRare };
}

const COUNT = `
  SELECT count(*)::integer AS count
    FROM (SELECT FROM organization o WHERE ${WORDS} @@ CAST($1 AS tsquery) LIMIT ${MOST_COUNTED + 1}) AS counted`;

/** Each costs a statement. */
const MOST_CORRECTIONS = 12;
const MOST_OF_A_WORD = 6;
const MOST_MISTAKES = 3;

/** What may have been meant, the fewest mistakes first. */
function corrections(words: readonly string[], known: ReadonlySet<string>): string[][] {
  let meant: Nearest[] = [{ words: [], mistakes: 0 }];
  for (const word of words) {
    const asWritten: Nearest = { words: [word], mistakes: 0 };
    const nearest = nearestWords(word, known).filter(({ mistakes }) => mistakes > 0);
    const each = [...(isKnown(word, known) ? [asWritten] : []), ...nearest.slice(0, MOST_OF_A_WORD)];
    meant = meant
      .flatMap((before) =>
        each.map((after) => ({
          words: [...before.words, ...after.words],
          mistakes: before.mistakes + after.mistakes,
        })),
      )
      .filter(({ mistakes }) => mistakes <= MOST_MISTAKES)
      .sort((a, b) => a.mistakes - b.mistakes)
      .slice(0, MOST_CORRECTIONS + 1);
  }
  return meant.filter(({ mistakes }) => mistakes > 0).map(({ words: corrected }) => [...corrected]);
}

/** Whether a name has a word that begins so; numbers are taken as they are. */
function isKnown(word: string, known: ReadonlySet<string>): boolean {
  return mistakesIn(word) === 0 || known.has(word) || [...known].some((other) => other.startsWith(word));
}
