/** The one rule set for texts that come in, by the API, a file or a token: each throws the one Problem that says what to do. Pure. */
import { Problem, type ProblemDetails } from '../problem';
import type { TextRule } from './text-rule';
import { findUnfit } from './unfit-characters';

const SEEN = /[^\s\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Nothing in it can be seen. */
export function isEmptyText(text: string): boolean {
  return !SEEN.test(text);
}

/** The text as it is kept: composed letters, without white space around it, fit, not empty, no longer than the rule says. */
export function requireText(text: string, rule: TextRule, argument: string): string {
  requireFit(text, argument);
  const kept = fold(text, rule);
  if (isEmptyText(kept)) throw refuse(rule.whenEmpty ?? `${naming(argument)} is empty. Fill it in.`, { argument });
  return requireLength(kept, rule, argument);
}

/** The same for a text that may be left out: an empty one is none. */
export function optionalText(text: string | null | undefined, rule: TextRule, argument: string): string | null {
  if (text == null) return null;
  requireFit(text, argument);
  return isEmptyText(text) ? null : requireText(text, rule, argument);
}

/** Whether it is what stands already. That may be older than the rules, and saying it again is no new text. */
export function isSameText(given: string, stands: string): boolean {
  return given === stands || fold(given, VERBATIM) === fold(stands, VERBATIM);
}

/** Has nothing in it that no text may have. */
export function requireFit(text: string, argument: string): void {
  const message = explainUnfit(text, argument);
  if (message !== undefined) throw refuse(message, { argument });
}

/** Undefined when it is fit. */
export function explainUnfit(text: string, argument: string): string | undefined {
  const unfit = findUnfit(text);
  return unfit === undefined ? undefined : `${naming(argument)} has ${unfit}, in it. Take it out.`;
}

function requireLength(text: string, { longest }: TextRule, argument: string): string {
  const actual = countCharacters(text);
  if (actual <= longest) return text;
  const message = `${naming(argument)} has ${actual} characters; it may have ${longest}. Shorten it.`;
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
  if (lines === 'many') return composed.trim();
  const parts = composed.split(/[\t\n]+/).map((part) => part.trim());
  return parts.filter((part) => part !== '').join(' ');
}

/** Whoever reads it knows that it is the input. */
function naming(argument: string): string {
  return `The ${argument.replace(/^input\./, '')}`;
}

function refuse(message: string, details: ProblemDetails): Problem {
  return new Problem('BAD_USER_INPUT', message, details);
}
