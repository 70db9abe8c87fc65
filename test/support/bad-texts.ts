/** What no text may have, whichever way it comes in; and what every text may. */
import type { TextRule } from '../../src/text/text-rule';

export interface BadText {
  name: string;
  character: string;
  /** Whether PostgreSQL could hold it: a log that is restored may have it. */
  isStorable: boolean;
}

const bad = (name: string, character: string, isStorable = true): BadText => ({ name, character, isStorable });

/** One of each kind, and those at the ends of their ranges. */
export const BAD_TEXTS: readonly BadText[] = [
  bad('NUL', '\u0000', false),
  bad('bell', '\u0007'),
  bad('vertical tab', '\u000b'),
  bad('escape', '\u001b'),
  bad('delete', '\u007f'),
  bad('next line', '\u0085'),
  bad('control sequence', '\u009b'),
  bad('override of direction', '\u202e'),
  bad('embedding', '\u202a'),
  bad('isolate', '\u2066'),
  bad('end of isolate', '\u2069'),
  bad('U+FDD0', '\ufdd0'),
  bad('U+FFFE', '\ufffe'),
  bad('U+FFFF', '\uffff'),
  bad('U+1FFFE', '\u{1fffe}'),
  bad('U+10FFFF', '\u{10ffff}'),
  bad('first half of a pair', '\ud83d', false),
  bad('second half of a pair', '\udc4d', false),
];

export const UNSEEN_TEXTS: readonly string[] = [
  '',
  ' \r\n\t ',
  '\u00a0',
  '\u200b',
  '\u200d\ufe0f',
  '\ufeff',
  '\u2060',
].concat([
  ...['\u00ad', '\u180e', '\u3164', '\u115f', '\uffa0', '\u034f', '\u2800', '\u{e0041}\u{e007f}', ' \u200b \u200c'],
]);

const FAMILY = '👩🏽‍👩‍👧';

/** As long as its rule lets it be: its letters apart from their marks, its line ended as Windows does; and as it is kept. */
export function longestText({ lines, longest }: TextRule, about: string): { given: string; kept: string } {
  const end = lines === 'many' ? '\n' : ' ';
  const text = `Việt${end}${FAMILY} ${about} 1 < 2 & "ba" `;
  const kept = [...text, ...'ộ'.repeat(longest)].slice(0, longest - 1).join('') + 'ộ';
  return { given: ` ${kept.replace(end, '\r\n').normalize('NFD')}\u00a0`, kept };
}

/** One character too many, each of two UTF-16 units. */
export function tooLongText({ longest }: TextRule): string {
  return '😀'.repeat(longest + 1);
}
