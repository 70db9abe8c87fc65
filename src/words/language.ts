/** The languages in which the API says what is wrong, and which of them a client asks for (RFC 9110 12.5.4, RFC 4647 3.4). Pure. */

/** Beginning with the default. */
const LANGUAGES = ['en', 'vi'] as const;

export type MessageLanguage = (typeof LANGUAGES)[number];

const [DEFAULT] = LANGUAGES;

/** A range as `vi`, `vi-VN` or `*`, with a weight from 0 to 1 of at most three decimals. */
const RANGE = /^([a-z]{1,8}(?:-[a-z\d]{1,8})*|\*)(?:\s*;\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?$/i;

/** More than anybody's browser sends; the rest is not read. */
const LONGEST = 1_000;

interface Wish {
  weight: number;
  /** Of wishes with the same weight, the earlier one counts. */
  place: number;
}

/** The one that the value of `Accept-Language` prefers; the default where it asks for none of them. What is malformed is left out. */
export function chooseLanguage(accepted: string | undefined): MessageLanguage {
  if (accepted === undefined) return DEFAULT;
  const wishes = readWishes(accepted.slice(0, LONGEST));
  const wishFor = (language: string): Wish | undefined => wishes.get(language) ?? wishes.get('*');
  const [best] = LANGUAGES.flatMap((language) => ({ language, ...(wishFor(language) ?? NO_WISH) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.place - b.place);
  return best?.language ?? LANGUAGES.find((language) => wishFor(language) === undefined) ?? DEFAULT;
}

const NO_WISH: Wish = { weight: 0, place: 0 };

/** By language: `vi` also of `vi-VN`, for no language has more than one variety here. */
function readWishes(accepted: string): Map<string, Wish> {
  const wishes = new Map<string, Wish>();
  for (const [place, text] of accepted.split(',').entries()) {
    const [, range, given] = RANGE.exec(text.trim()) ?? [];
    if (range === undefined) continue;
    const [language = ''] = range.toLowerCase().split('-', 1);
    const weight = given === undefined ? 1 : Number(given);
    if (weight > (wishes.get(language)?.weight ?? -1)) wishes.set(language, { weight, place });
  }
  return wishes;
}
