/** What the GraphQL library says of a value that cannot be taken: a form can bring it about, so it is said in every language. Its other words are for developers. */
import { say, type Message } from '../words/message';

const ANY = '';

/** In its words, which a test compares with what it says. */
const SAID = [
  say`Boolean cannot represent a non boolean value: ${ANY}`,
  say`Enum "${ANY}" cannot represent non-enum value: ${ANY}.`,
  say`Enum "${ANY}" cannot represent non-string value: ${ANY}.`,
  say`Expected type "${ANY}" to be an object.`,
  say`Expected value of type "${ANY}", found ${ANY}.`,
  say`Field "${ANY}" argument "${ANY}" of type "${ANY}" is required, but it was not provided.`,
  say`Field "${ANY}" is not defined by type "${ANY}".`,
  say`Field "${ANY}" of required type "${ANY}" was not provided.`,
  say`Float cannot represent non numeric value: ${ANY}`,
  say`ID cannot represent a non-string and non-integer value: ${ANY}`,
  say`ID cannot represent value: ${ANY}`,
  say`Int cannot represent non 32-bit signed integer value: ${ANY}`,
  say`Int cannot represent non-integer value: ${ANY}`,
  say`String cannot represent a non string value: ${ANY}`,
  say`Value "${ANY}" does not exist in "${ANY}" enum.`,
  // In place of its words for an argument that is null when its field is reached (find-wrong-value.ts).
  say`${ANY} is null: give it a value.`,
];

const PATTERNS = SAID.map((message) => ({ message, pattern: patternOf(message) }));

function patternOf({ template }: Message): RegExp {
  const escaped = template.replace(/[.*+?^$()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replace(/\{\d+\}/g, '(.+?)')}$`, 's');
}

const SUGGESTION = /^(.*) Did you mean (the enum value )?("[^?]+")\?$/s;

/** A longer one repeats a long value, and matching would take long. */
const LONGEST = 1_000;

/** The message for its words; undefined where they are for developers. */
export function recogniseWords(words: string): Message | undefined {
  if (words.length > LONGEST) return undefined;
  const [, said, value, suggested] = SUGGESTION.exec(words) ?? [];
  if (said === undefined) return recognise(words);
  const known = recognise(said);
  const names = oneOf(suggested?.match(/"[^"]+"/g) ?? []);
  if (known === undefined) return undefined;
  return value === undefined
    ? say`${known} Did you mean ${names}?`
    : say`${known} Did you mean the enum value ${names}?`;
}

/** `"A"`, `"A" or "B"`, `"A", "B", or "C"`. */
function oneOf(names: readonly string[]): Message | string {
  const [first = '', second] = names;
  if (second === undefined) return first;
  if (names.length === 2) return say`${first} or ${second}`;
  return say`${names.slice(0, -1).join(', ')}, or ${names.at(-1) ?? ''}`;
}

function recognise(words: string): Message | undefined {
  for (const { message, pattern } of PATTERNS) {
    const [whole, ...values] = pattern.exec(words) ?? [];
    if (whole !== undefined) return message.with(values);
  }
  return undefined;
}
