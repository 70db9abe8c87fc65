/** How long a text may be, and whether it has lines. Rules, descriptions and tests read the limits from here or from their noun. */
import { say, type Message } from '../words/message';

export interface TextRule {
  /** In characters, which are code points. */
  longest: number;
  /** In a text of one line, ends of lines and tabs become a space. */
  lines: 'one' | 'many';
  /** What to say when it is empty, if there is something better to say. */
  whenEmpty?: Message;
}

export const REASON: TextRule = { longest: 1_000, lines: 'many', whenEmpty: say`Give a reason: it is kept for good.` };
export const NOTE: TextRule = { longest: 2_000, lines: 'many' };
/** Who it was, as a token or the command line of an import says. */
export const SUBJECT: TextRule = { longest: 255, lines: 'one' };
/** The idempotency key of a mutation. */
export const KEY: TextRule = { longest: 64, lines: 'one' };
/** Of an organization. */
export const CODE: TextRule = { longest: 64, lines: 'one' };

/** For descriptions of what must be given: `1 to 1,000 characters`. */
export function describeLength({ longest }: TextRule): string {
  return `1 to ${write(longest)} characters`;
}

/** For descriptions of what may be left out: `up to 1,000 characters`. */
export function upTo({ longest }: TextRule): string {
  return `up to ${write(longest)} characters`;
}

/** Without Intl: descriptions are written while a program loads, and its first use takes longer than most modules. */
function write(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
