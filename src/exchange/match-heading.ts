/** Finds which column of a kind of table a heading means, and how sure that is. Pure. */
import { foldWord } from '../spreadsheet/read-cell';
import { distanceOf } from '../text/nearest-words';
import { COLUMNS, type ColumnKey } from './columns';
import { withoutHints, wordsOfHeading } from './heading-words';
import { columnsOfShape, type Shape } from './table-shapes';

/** `sure`: as it is written, or spelt out. `near`: it can mean nothing else, but is reported. `unsure`: it may mean one of these, or something else. */
export type HeadingMatch =
  | { is: 'sure' | 'near'; key: ColumnKey }
  | { is: 'unsure'; keys: readonly ColumnKey[]; isVague: boolean }
  | { is: 'foreign' };

interface Alias {
  key: ColumnKey;
  /** Spelt out. */
  whole: readonly string[];
  /** Without the words that make no difference. */
  loose: readonly string[];
}

interface Vocabulary {
  exact: ReadonlyMap<string, ColumnKey>;
  aliases: readonly Alias[];
}

const FOREIGN: HeadingMatch = { is: 'foreign' };
const known = new WeakMap<Shape, { vocabulary: Vocabulary; matches: Map<string, HeadingMatch> }>();

export function matchHeading(path: readonly string[], shape: Shape): HeadingMatch {
  if (isPlainValue(path.at(-1) ?? '')) return FOREIGN;
  const made = known.get(shape) ?? { vocabulary: vocabularyOf(shape), matches: new Map<string, HeadingMatch>() };
  known.set(shape, made);
  const id = path.join('\n');
  const match = made.matches.get(id) ?? find(path, shape, made.vocabulary);
  if (made.matches.size < MOST_REMEMBERED) made.matches.set(id, match);
  return match;
}

const LONGEST_HEADING = 200;
/** Days, counts and codes: the rows of values are tried as headings, too, and most of their cells need no closer look. */
const VALUE = /^\P{L}*\d\P{L}*$|^\S*\d\S*\d\S*$/u;

function isPlainValue(text: string): boolean {
  return text.length > LONGEST_HEADING || VALUE.test(text);
}

/** The same headings are tried together with different rows. */
const MOST_REMEMBERED = 2_000;

function vocabularyOf(shape: Shape): Vocabulary {
  const exact = new Map<string, ColumnKey>();
  const aliases: Alias[] = [];
  for (const key of columnsOfShape(shape)) {
    const { en, vi, aliases: others } = COLUMNS[key];
    for (const word of [en, vi, ...others]) {
      const whole = wordsOfHeading(word);
      aliases.push({ key, whole, loose: withoutFillers(whole) });
      for (const form of [foldWord(word), whole.join('')]) if (!exact.has(form)) exact.set(form, key);
    }
  }
  return { exact, aliases };
}

function find(path: readonly string[], shape: Shape, vocabulary: Vocabulary): HeadingMatch {
  if (shape.isOurs === true) {
    const key = vocabulary.exact.get(foldWord(path.join(' ')));
    return key === undefined ? FOREIGN : { is: 'sure', key };
  }
  for (const { parts, others } of partsOf(path)) {
    const key = exactly(parts.join(' '), vocabulary) ?? exactly([...parts].reverse().join(' '), vocabulary);
    if (key === undefined) continue;
    return contradict(key, others, vocabulary) ?? { is: 'sure', key };
  }
  return nearly(path.join(' '), vocabulary);
}

/** The whole path first, then less of it, but always the last part: that is the column's own. */
function partsOf(path: readonly string[]): { parts: string[]; others: string[] }[] {
  const last = path.at(-1) ?? '';
  const above = path.slice(0, -1);
  const chosen = Array.from({ length: 2 ** above.length }, (_, bits) => {
    const isChosen = (at: number): boolean => Math.floor(bits / 2 ** at) % 2 === 1;
    return {
      parts: [...above.filter((_part, at) => isChosen(at)), last],
      others: above.filter((_part, at) => !isChosen(at)),
    };
  });
  return chosen.sort((a, b) => b.parts.length - a.parts.length);
}

function exactly(text: string, { exact }: Vocabulary): ColumnKey | undefined {
  const bare = withoutHints(text);
  const words = wordsOfHeading(bare);
  return exact.get(foldWord(text)) ?? exact.get(foldWord(bare)) ?? exact.get(words.join('')) ?? twice(words, exact);
}

/** `Mã tổ chức / Code`: the same in two languages. */
function twice(words: readonly string[], exact: Vocabulary['exact']): ColumnKey | undefined {
  for (let at = 1; at < words.length; at += 1) {
    const key = exact.get(words.slice(0, at).join(''));
    if (key !== undefined && key === exact.get(words.slice(at).join(''))) return key;
  }
  return undefined;
}

/** What is recorded of a congress or places an organization: lost or wrong, it does harm. */
const DATA: ReadonlySet<ColumnKey> = new Set<ColumnKey>([
  ...(['plannedOn', 'heldOn', 'delegatesSummoned', 'delegatesAttended', 'committeeElected'] as const),
  ...(['pilot', 'since', 'note', 'reason', 'parent', 'issuedOn'] as const),
]);

/** `Dự kiến` below `Số đại biểu` is not the planned day; `Triệu tập` below `Đại biểu nữ` counts others. */
function contradict(key: ColumnKey, others: readonly string[], vocabulary: Vocabulary): HeadingMatch | undefined {
  for (const other of others) {
    if (isQualified(wordsOfHeading(other))) return FOREIGN;
    if (!DATA.has(key) || key === 'note' || key === 'reason') continue;
    const keys = partly(withoutFillers(wordsOfHeading(withoutHints(other))), vocabulary);
    if (keys.length > 0 && !keys.includes(key)) return { is: 'unsure', keys, isVague: false };
  }
  return undefined;
}

const COUNTS: ReadonlySet<ColumnKey> = new Set<ColumnKey>([
  'delegatesSummoned',
  'delegatesAttended',
  'committeeElected',
]);

function nearly(text: string, vocabulary: Vocabulary): HeadingMatch {
  const whole = wordsOfHeading(withoutHints(text));
  const words = withoutFillers(whole);
  if (words.length === 0 || isQualified(words)) return FOREIGN;
  // A number of units is not the name of one.
  const isCount = whole[0] === 'so' || whole[0] === 'tong';
  const alike = vocabulary.aliases.filter((alias) => (!isCount || COUNTS.has(alias.key)) && isAlike(words, alias));
  const keys = [...new Set(alike.map(({ key }) => key))];
  const [key] = keys;
  if (key !== undefined && keys.length === 1) return { is: 'near', key };
  if (keys.length > 1) return { is: 'unsure', keys, isVague: false };
  const isVague = VAGUE.has(words.join(' '));
  const possible = [...partly(words, vocabulary), ...beyond(words, vocabulary)];
  return possible.length === 0 ? FOREIGN : { is: 'unsure', keys: [...new Set(possible)], isVague };
}

/** The same but for words that make no difference, or for a slip of the finger in one or two long ones. */
function isAlike(words: readonly string[], { loose, whole }: Alias): boolean {
  if (whole.length < 2 && (whole[0]?.length ?? 0) < LONG_ENOUGH) return false;
  const rest = words.filter((word) => !NEUTRAL.has(word) && !/^\d+$/.test(word));
  return (
    [words, rest].some((each) => hasSlips(each, loose) || hasSlips(each, whole)) ||
    [whole, loose].some((alias) => coversAll(words, alias))
  );
}

/** A single word must be as long as this to be told from others. */
const LONG_ENOUGH = 6;
const MOST_SLIPS = 2;
const SHORTEST_WITH_SLIP = 4;

function hasSlips(words: readonly string[], alias: readonly string[]): boolean {
  if (words.length !== alias.length || words.length === 0) return false;
  let slips = 0;
  for (const [at, word] of words.entries()) {
    const other = alias[at] ?? '';
    if (word === other) continue;
    if (Math.max(word.length, other.length) < SHORTEST_WITH_SLIP || distanceOf(word, other) > 1) return false;
    slips += 1;
  }
  return slips <= Math.min(MOST_SLIPS, words.length - 1);
}

function coversAll(words: readonly string[], alias: readonly string[]): boolean {
  if (alias.length < 2 || !alias.every((word) => words.includes(word))) return false;
  return words.every((word) => alias.includes(word) || NEUTRAL.has(word) || /^\d+$/.test(word));
}

/** `TT` is a part of many abbreviations, and means none of them alone. */
const SHORTEST_PART = 3;

/** The columns of which the heading says only a part. */
function partly(words: readonly string[], { aliases }: Vocabulary): ColumnKey[] {
  if (words.join('').length < SHORTEST_PART || OTHER_THINGS.has(words.join(' '))) return [];
  const found = aliases.filter(({ key, whole }) => DATA.has(key) && words.every((word) => whole.includes(word)));
  return [...new Set(found.map(({ key }) => key))];
}

/** The columns of which it says more than is known. */
function beyond(words: readonly string[], { aliases }: Vocabulary): ColumnKey[] {
  const found = aliases.filter(
    ({ key, whole, loose }) => DATA.has(key) && whole.length > 1 && loose.every((word) => words.includes(word)),
  );
  return [...new Set(found.map(({ key }) => key))];
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' | '));

/** Left out unless too little would be left. */
const FILLERS = setOf('so | luong | duoc | cua | cac | da | la | ve');
/** What may be added without changing the meaning: all of it is about congresses of the party anyway. */
const NEUTRAL = setOf(
  'tong | so | luong | duoc | cua | cac | da | la | ve | dai | hoi | dang | bo | chi | uy | chinh | thuc | te | nam | nhiem | ky | co | khac | them | tai | o | the | nay | trong | cho | thong | tin',
);
/** So little that another column will be the one that is meant, where there is one. */
const VAGUE = setOf('ngay | thoi gian | dai hoi | thang | to chuc | ke hoach | thuc hien');
const OTHER_THINGS = setOf('dang vien | chi bo | dang bo | don vi | cap | to | thang | nam');
/** Of these no column of ours says anything. */
const QUALIFIED =
  / (?:nu|tre|tuoi|cu|truoc|vang|khuyet|khach|moi|lanh dao|dan toc|ton giao|ty le|ti le|phan tram|bi thu|chu tich|tru bi|thu truong|dien thoai|email|dia diem|dia chi|noi|phong|hoi truong|gio|tren|cha|ho ten|ho va ten|sinh|vao dang|tai cu|lan dau|nghi|bo sung|duyet|gui|nhan|chuan y|hoan canh|bat dau|thu) /;

function isQualified(words: readonly string[]): boolean {
  return QUALIFIED.test(` ${words.join(' ')} `);
}

function withoutFillers(words: readonly string[]): readonly string[] {
  const rest = words.filter((word) => !FILLERS.has(word));
  return rest.length < 2 ? words : rest;
}
