/** The languages in which the API says what is wrong, and which of them a client asks for (RFC 9110 12.5.4, RFC 4647 3.4). Pure. */

/** Beginning with the default. */
const LANGUAGES = ['en', 'vi'] as const;

export type MessageLanguage = (typeof LANGUAGES)[number];

const [DEFAULT] = LANGUAGES;

/** A range as `vi`, `vi-VN` or `*`, with a weight from 0 to 1 of at most three decimals. */
const RANGE = /^([a-z]{1,8}(?:-[a-z\d]{1,8})*|\*)(?:\s*;\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?$/i;

interface Range {
  /** `vi` of `vi-VN`: no language has more than one variety here. */
  primary: string;
  weight: number;
}

/** The one that the value of `Accept-Language` prefers; the default where it asks for none of them. What is malformed is left out. */
export function chooseLanguage(accepted: string | undefined): MessageLanguage {
  const ranges = (accepted ?? '').split(',').flatMap(readRange);
  const named = (language: string): Range[] => ranges.filter(({ primary }) => primary === language);
  const isRefused = (language: string): boolean =>
    named(language).length > 0 && named(language).every(({ weight }) => weight === 0);
  // Sorting keeps the order of those with the same weight.
  for (const { primary, weight } of ranges.toSorted((a, b) => b.weight - a.weight)) {
    if (weight === 0) break;
    const meant = LANGUAGES.filter((each) => primary === each || (primary === '*' && named(each).length === 0));
    if (meant[0] !== undefined) return meant[0];
  }
  return LANGUAGES.find((each) => !isRefused(each)) ?? DEFAULT;
}

function readRange(text: string): Range[] {
  const [, range, weight] = RANGE.exec(text.trim()) ?? [];
  if (range === undefined) return [];
  return [{ primary: range.toLowerCase().split('-')[0] ?? '', weight: weight === undefined ? 1 : Number(weight) }];
}
