/** The one rule set for texts that come in, by the API, a file or a token: each throws the one Problem that says what to do. Pure. */
import { Problem, type ProblemDetails } from '../problem';
import type { TextRule } from './text-rule';
import { findUnfit } from './unfit-characters';
import { FieldName, type Message, say } from '../words/message';

const SEEN = /[^\s\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Nothing in it can be seen. */
export function isEmptyText(text: string): boolean {
  return !SEEN.test(text);
}

/** The text as it is kept: composed letters, without white space around it, fit, not empty, no longer than the rule says. */
export function requireText(text: string, rule: TextRule, argument: string): string {
  requireFit(text, argument);
  const kept = fold(text, rule);
  if (isEmptyText(kept))
    throw refuse(rule.whenEmpty ?? say`The ${naming(argument)} is empty. Fill it in.`, { argument });
  return requireLength(kept, rule, argument);
}

/** The same for a text that may be left out: an empty one counts as left out. */
export function optionalText(text: string | null | undefined, rule: TextRule, argument: string): string | null {
  if (text == null) return null;
  requireFit(text, argument);
  return isEmptyText(text) ? null : requireText(text, rule, argument);
}

/** Whether it is the stored text. That may be older than the rules, and must not be refused when it is sent again. */
export function isSameText(given: string, stored: string): boolean {
  return given === stored || fold(given, VERBATIM) === fold(stored, VERBATIM);
}

/** Refuses a text with characters that no text may have. */
export function requireFit(text: string, argument: string): void {
  const message = explainUnfit(text, argument);
  if (message !== undefined) throw refuse(message, { argument });
}

/** Undefined when it is fit. */
export function explainUnfit(text: string, argument: string): Message | undefined {
  const unfit = findUnfit(text);
  return unfit === undefined ? undefined : say`The ${naming(argument)} contains ${unfit}. Remove it.`;
}

function requireLength(text: string, { longest }: TextRule, argument: string): string {
  const actual = countCharacters(text);
  if (actual <= longest) return text;
  const message = say`The ${naming(argument)} has ${actual} characters; it may have ${longest}. Shorten it.`;
  throw refuse(message, { argument, limit: longest, actual });
}

export function countCharacters(text: string): number {
  let count = 0;
  for (const _character of text) count += 1;
  return count;
}

const VERBATIM = { lines: 'many' } as const;

/** Every end of a line is `\n`, if it is kept at all. */
function fold(text: string, { lines }: Pick<TextRule, 'lines'>): string {
  const composed = text.normalize('NFC').replace(/\r\n?|[\u2028\u2029]/g, '\n');
  if (lines === 'many') return trimText(composed);
  const parts = composed.split(/[\t\n]+/).map(trimText);
  return parts.filter((part) => part !== '').join(' ');
}

const EDGE = /[\s\u200b\u2060\ufeff]/;

/** Without white space around it, and without the invisible characters that web pages add. A regular expression would take quadratic time. */
export function trimText(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && EDGE.test(text.charAt(start))) start += 1;
  while (end > start && EDGE.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** That it is of the input need not be said. */
function naming(argument: string): FieldName {
  return new FieldName(argument.replace(/^input\./, ''));
}

function refuse(message: Message, details: ProblemDetails): Problem {
  return new Problem('BAD_USER_INPUT', message, details);
}
