/** Which language a client asks for, as RFC 9110 (12.5.4) and RFC 4647 (3.4) read `Accept-Language`. */
import { expect, test } from '@jest/globals';
import { chooseLanguage } from '../../src/words/language';

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
  // What is malformed says nothing.
  ['vi;q=2', 'en'],
  ['vi;q=0.1234', 'en'],
  ['vi;level=1', 'en'],
  ['tiếng Việt, vi', 'vi'],
  [',, ;q=1,', 'en'],
  // Nobody means that much.
  [`vi,${'x,'.repeat(8_000)}`, 'vi'],
  [`${'x,'.repeat(8_000)}vi`, 'en'],
])('%j asks for %s', (accepted, language) => {
  expect(chooseLanguage(accepted)).toBe(language);
});
