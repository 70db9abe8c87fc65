/** What a client accepts, by the q-values of its headers (RFC 9110, §12.4.2 and §12.5). */
import { LRUCache } from 'lru-cache';
import type { MessageLanguage } from '../words/translate';

interface Preference {
  /** Without parameters, in small letters. */
  value: string;
  /** From 0, which refuses it, to 1. */
  quality: number;
}

/** Programs send the same headers again and again: what they say is read once. */
const LONGEST_KEPT = 200;
const MOST_KEPT = 500;

function readingOnce<Read>(read: (header: string) => Read): (header: string) => Read {
  const known = new LRUCache<string, { read: Read }>({ max: MOST_KEPT });
  return (header) => {
    if (header.length > LONGEST_KEPT) return read(header);
    const found = known.get(header) ?? { read: read(header) };
    known.set(header, found);
    return found.read;
  };
}

const readPreferences = readingOnce((header: string): readonly Preference[] =>
  header.split(',').flatMap((element) => {
    const [value = '', ...parameters] = element.split(';').map((part) => part.trim().toLowerCase());
    return value === '' ? [] : [{ value, quality: qualityIn(parameters) }];
  }),
);

/** One that cannot be read says nothing. */
function qualityIn(parameters: readonly string[]): number {
  const given = parameters.find((each) => /^q\s*=/.test(each));
  const number = Number(given?.replace(/^q\s*=\s*/, '') || 1);
  return number >= 0 && number <= 1 ? number : 1;
}

/** In which an answer to an operation may be sent. */
export const ANSWER_TYPES = ['application/json', 'application/graphql-response+json'] as const;

/** Whether the client names exactly this type in `Accept`. */
export function isNamed(accept: string | undefined, type: string): boolean {
  return readPreferences(accept ?? '').some(({ value, quality }) => value === type && quality > 0);
}

/**
 * The most welcome of the types; of equally welcome ones the one that the client names first, or else the first of the list.
 * Without the header every type is welcome; undefined when none is.
 */
export function chooseType<Type extends string>(accept: string | undefined, types: readonly Type[]): Type | undefined {
  if (accept === undefined || accept === '*/*') return types[0];
  const preferences = readPreferences(accept);
  if (preferences.length === 0) return types[0];
  // The most specific range that covers a type decides about it.
  const ranks = types.flatMap((type) => {
    const ranges = [type, type.replace(/\/.*$/, '/*'), '*/*'];
    const [at = -1] = ranges
      .map((range) => preferences.findIndex(({ value }) => value === range))
      .filter((index) => index >= 0);
    const quality = preferences[at]?.quality ?? 0;
    return quality > 0 ? [{ type, at, quality }] : [];
  });
  return ranks.sort((one, other) => other.quality - one.quality || one.at - other.at)[0]?.type;
}

export type Coding = 'br' | 'gzip' | 'identity';

/** In the order in which we like them. */
const COMPRESSING = ['br', 'gzip'] as const;

/**
 * Codings that the client accepts, the most welcome first. Without the header it is sent none that it might not know.
 * `identity` is always accepted unless it is refused, and comes last unless it is named.
 */
export function acceptedCodings(acceptEncoding = ''): readonly Coding[] {
  return codingsIn(acceptEncoding);
}

const codingsIn = readingOnce((acceptEncoding) => {
  const preferences = readPreferences(acceptEncoding);
  const named = (...names: string[]): number | undefined =>
    preferences.find(({ value }) => names.includes(value))?.quality;
  const others = named('*');
  const identity = named('identity') ?? (others === 0 ? 0 : Number.MIN_VALUE);
  const qualities: [Coding, number][] = [
    ...COMPRESSING.map((coding): [Coding, number] => [coding, named(coding, `x-${coding}`) ?? others ?? 0]),
    ['identity', identity],
  ];
  // Sorting keeps the order of equals.
  const accepted = qualities.filter(([, quality]) => quality > 0).sort(([, one], [, other]) => other - one);
  return accepted.map(([coding]) => coding);
});

/** By the usual one, which comes first. */
const LANGUAGES: Readonly<Record<MessageLanguage, readonly MessageLanguage[]>> = { en: ['en', 'vi'], vi: ['vi', 'en'] };
/** More than anybody's browser sends; the rest is not read. */
const LONGEST_WISHES = 1_000;

/**
 * The language in which the client would rather be told (RFC 4647, §3.4): `vi` also for `vi-VN`, for no language has more than one variety
 * here. Of equally welcome ones the one that it names first; the usual one for who asks for neither.
 */
export function chooseLanguage(acceptLanguage: string | undefined, usual: MessageLanguage = 'en'): MessageLanguage {
  if (acceptLanguage === undefined) return usual;
  const preferences = readPreferences(acceptLanguage.slice(0, LONGEST_WISHES));
  const ranks = LANGUAGES[usual].map((language) => {
    const named = preferences.filter(({ value }) => value === language || value.startsWith(`${language}-`));
    const ranges = named.length > 0 ? named : preferences.filter(({ value }) => value === '*');
    const [range] = ranges.toSorted((one, other) => other.quality - one.quality);
    return { language, quality: range?.quality, at: range === undefined ? -1 : preferences.indexOf(range) };
  });
  const [best] = ranks
    .filter(({ quality = 0 }) => quality > 0)
    .sort((one, other) => (other.quality ?? 0) - (one.quality ?? 0) || one.at - other.at);
  // Rather than in one that it refuses.
  return (best ?? ranks.find(({ quality }) => quality === undefined))?.language ?? usual;
}
