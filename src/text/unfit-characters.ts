/** Characters that no text may have, and where they are: what XML, PostgreSQL or a terminal cannot carry, or would obey instead of showing it. Pure. */
import { say, type Message } from '../words/message';

const TURNS_DIRECTION = /[\u202a-\u202e\u2066-\u2069]/u;
const HALF_A_PAIR = /\p{Surrogate}/u;
const NO_CHARACTER = /\p{Noncharacter_Code_Point}/u;
/** Tabs and ends of lines have their place in a text. */
const CONTROL = /(?![\t\n\r])\p{Cc}/u;

const UNFIT = new RegExp(
  [TURNS_DIRECTION, HALF_A_PAIR, NO_CHARACTER, CONTROL].map(({ source }) => source).join('|'),
  'u',
);
/** With the u flag a surrogate is one that has no other half. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

/** What is wrong with the text, as the end of a sentence; undefined when it is fit. */
export function findUnfit(text: string): Message | undefined {
  const [found] = UNFIT.exec(text) ?? [];
  if (found === undefined) return undefined;
  return say`${nameOfCharacter(found)}, ${whatIs(found)}`;
}

function whatIs(character: string): Message {
  if (TURNS_DIRECTION.test(character)) return say`which changes the direction of the text`;
  if (HALF_A_PAIR.test(character)) return say`which is half of a surrogate pair`;
  return NO_CHARACTER.test(character) ? say`which is not a character` : say`a control character`;
}

/** Such as `U+202E`. */
export function nameOfCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Whether PostgreSQL can hold the text as it is; not whether it should. */
export function isStorable(text: string): boolean {
  return !UNSTORABLE.test(text);
}

/** The names of such characters, such as `U+0000`. */
export function findUnstorable(text: string): string[] {
  return Array.from(new Set(text.match(new RegExp(UNSTORABLE, 'gu')) ?? []), nameOfCharacter);
}

/** The path to the first such text in a value of JSON; undefined when there is none. */
export function findText(value: unknown, isMeant: (text: string) => boolean): (string | number)[] | undefined {
  if (typeof value === 'string') return isMeant(value) ? [] : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  // A list may be long, and its entries would be made all at once.
  for (const [key, each] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    const path = findText(each, isMeant);
    if (path !== undefined) return [key, ...path];
  }
  return undefined;
}
