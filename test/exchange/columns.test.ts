/** The words of the files: none stands for two columns of a sheet, or for two values. */
import { describe, expect, test } from '@jest/globals';
import { COLUMNS, VALUES } from '../../src/exchange/columns';
import { SHEETS } from '../../src/exchange/sheets';
import { fold } from '../../src/text/fold';

/** As headings and values are compared: without case, accents and punctuation. */
const bare = (text: string): string => fold(text).replace(/[^\p{L}\p{N}✓✔-]/gu, '') || fold(text);

function sharedWords(words: readonly (readonly [owner: string, words: readonly string[]])[]): string[] {
  const owners = new Map<string, Set<string>>();
  for (const [owner, list] of words) {
    for (const word of list) owners.set(bare(word), (owners.get(bare(word)) ?? new Set()).add(owner));
  }
  return [...owners].filter(([, { size }]) => size > 1).map(([word, found]) => `${word}: ${[...found].join(', ')}`);
}

describe('a word stands for one column', () => {
  test.each(Object.entries(SHEETS))('of %s', (_sheet, keys) => {
    const words = keys.map((key) => {
      const { en, vi, aliases } = COLUMNS[key];
      return [key, [en, vi, ...aliases]] as const;
    });
    expect(words.length).toBeGreaterThan(6);
    expect(sharedWords(words)).toEqual([]);
  });
});

describe('a word stands for one value', () => {
  test.each(Object.entries(VALUES))('of %s', (_of, values) => {
    const words = Object.entries(values).map(([value, list]) => [value, [value, ...list]] as const);
    expect(sharedWords(words)).toEqual([]);
  });
});
