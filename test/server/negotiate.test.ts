/** What a client accepts, read off its headers: types, codings and languages with their q-values (RFC 9110, §12.4.2 and §12.5). */
import { expect, test } from '@jest/globals';
import { acceptedCodings, chooseLanguage, chooseType, isNamed } from '../../src/server/negotiate';

test.each([
  [undefined, ['identity']],
  ['', ['identity']],
  ['gzip', ['gzip', 'identity']],
  ['br', ['br', 'identity']],
  ['gzip, deflate, br, zstd', ['br', 'gzip', 'identity']],
  ['GZip', ['gzip', 'identity']],
  ['x-gzip', ['gzip', 'identity']],
  ['br;q=0.5, gzip;q=0.8', ['gzip', 'br', 'identity']],
  ['br ; q=0.5 , gzip ; q=0.5', ['br', 'gzip', 'identity']],
  ['*', ['br', 'gzip', 'identity']],
  ['*;q=0.1, br;q=0', ['gzip', 'identity']],
  ['identity', ['identity']],
  ['identity, gzip;q=0.5', ['identity', 'gzip']],
  ['identity;q=0.5, gzip', ['gzip', 'identity']],
  ['identity;q=0, gzip', ['gzip']],
  ['*;q=0, gzip', ['gzip']],
  ['*;q=0', []],
  ['identity;q=0', []],
  ['*;q=0, identity', ['identity']],
  ['gzip;q=0', ['identity']],
  ['gzip;q=0.000', ['identity']],
  ['gzip;q=nonsense', ['gzip', 'identity']],
  ['gzip;q=-1', ['gzip', 'identity']],
  ['deflate', ['identity']],
  [', ,gzip,', ['gzip', 'identity']],
] as const)('accept-encoding: %s', (given, codings) => {
  expect(acceptedCodings(given)).toEqual(codings);
});

const OLD = 'application/json';
const NEW = 'application/graphql-response+json';
const PAGE = 'text/html';

test.each([
  [undefined, OLD],
  ['', OLD],
  ['*/*', OLD],
  ['application/*', OLD],
  [NEW, NEW],
  [`${NEW}, ${OLD}`, NEW],
  [`${OLD}, ${NEW}`, OLD],
  [`${NEW};q=0.5, ${OLD}`, OLD],
  [`*/*, ${NEW}`, OLD],
  [`${OLD};q=0, */*`, NEW],
  [`${NEW},${OLD};q=0.9`, NEW],
  ['Application/JSON; charset=utf-8', OLD],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8', PAGE],
  ['text/*', PAGE],
  ['text/csv', undefined],
  ['*/*;q=0', undefined],
] as const)('accept: %s', (given, type) => {
  expect(chooseType(given, [OLD, NEW, PAGE])).toBe(type);
});

test('a type is named by itself alone', () => {
  expect(isNamed('text/html, application/json;q=0.1', OLD)).toBe(true);
  for (const given of [undefined, '*/*', 'application/*', 'application/json;q=0', NEW])
    expect(isNamed(given, OLD)).toBe(false);
});

test('a header of the greatest length that a server takes is read as fast as any other', () => {
  const long = `${'gzip;q=0.1;'.repeat(700)},${'*,'.repeat(3_000)}${' '.repeat(2_000)}x;q=`;
  expect(acceptedCodings(long)).toContain('identity');
  expect(chooseType(long, [OLD])).toBeUndefined();
});

test.each<[string | undefined, 'en' | 'vi']>([
  [undefined, 'en'],
  ['', 'en'],
  ['vi', 'vi'],
  ['VI', 'vi'],
  ['vi-VN', 'vi'],
  ['vi-Latn-VN', 'vi'],
  ['en-US', 'en'],
  ['*', 'en'],
  // What browsers send.
  ['vi-VN,vi;q=0.9,fr-FR;q=0.8,fr;q=0.7,en-US;q=0.6,en;q=0.5', 'vi'],
  ['en-GB,en;q=0.9,vi;q=0.8', 'en'],
  // By weight, then in order.
  ['en;q=0.4, vi;q=0.5', 'vi'],
  ['vi;q=0.5, en;q=0.5', 'vi'],
  ['en;q=0.501, vi;q=0.5', 'en'],
  ['vi ; q=0.9 , en;q=0.8', 'vi'],
  ['vi; q = 1.000', 'vi'],
  ['vi;q=0.1, en;q=0.5, vi-VN', 'vi'],
  // Others are passed over.
  ['fr', 'en'],
  ['fr, vi;q=0.1', 'vi'],
  ['vie', 'en'],
  ['de, *;q=0.5', 'en'],
  ['fr, *, vi;q=0.9', 'en'],
  // Weight 0 is a refusal.
  ['vi;q=0', 'en'],
  ['en;q=0', 'vi'],
  ['en;q=0, *', 'vi'],
  ['vi, *;q=0', 'vi'],
  ['en;q=0, vi;q=0', 'en'],
  // A weight that cannot be read says nothing, and what is no language is passed over.
  ['vi;q=2, en;q=0.9', 'vi'],
  ['vi;level=1', 'vi'],
  ['tiếng Việt, vi', 'vi'],
  [',, ;q=1,', 'en'],
  // Nobody means that much.
  [`vi,${'x,'.repeat(8_000)}`, 'vi'],
  [`${'x,'.repeat(8_000)}vi`, 'en'],
])('%j asks for %s', (accepted, language) => {
  expect(chooseLanguage(accepted)).toBe(language);
});
