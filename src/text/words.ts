/** The words of a text for search: folded, whatever stands between them, and usual abbreviations spelt out. */
import { fold } from './fold';

/** The same in a name and in what is searched for, so that each finds the other. */
const SPELT_OUT: ReadonlyMap<string, readonly string[]> = new Map([
  ['tp', ['thanh', 'pho']],
  ['tphcm', ['thanh', 'pho', 'ho', 'chi', 'minh']],
  ['hcm', ['ho', 'chi', 'minh']],
  ['tx', ['thi', 'xa']],
]);

/** PostgreSQL takes words of 2,046 bytes; no name has one. */
const LONGEST = 100;

export function wordsOf(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .flatMap((word) => SPELT_OUT.get(word) ?? word.slice(0, LONGEST));
}
