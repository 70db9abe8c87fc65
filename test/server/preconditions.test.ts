/** If-Match and If-None-Match as RFC 9110 says (§8.8.3.2, §13.1.1, §13.1.2, §13.2.2). */
import { expect, test } from '@jest/globals';
import { judgePreconditions } from '../../src/server/preconditions';

const TAG = '"a-b_c"';

test.each([
  ['nothing', undefined, 'SEND'],
  ['the tag', '"a-b_c"', 'NOT_MODIFIED'],
  ['the tag, as a weak one', 'W/"a-b_c"', 'NOT_MODIFIED'],
  ['whatever there is', '*', 'NOT_MODIFIED'],
  ['whatever there is, with spaces', '  * ', 'NOT_MODIFIED'],
  ['another tag', '"a-b_d"', 'SEND'],
  ['the same without quotes', 'a-b_c', 'SEND'],
  ['the tag as part of another', '"xa-b_c"', 'SEND'],
  ['a list', '"x", W/"y" ,"a-b_c"', 'NOT_MODIFIED'],
  ['a list with a weak one', '"x",W/"a-b_c","z"', 'NOT_MODIFIED'],
  ['a list of others', '"x", "y"', 'SEND'],
  ['a list with empty elements', ', ,"x",, "a-b_c",', 'NOT_MODIFIED'],
  ['commas within a tag', '"x,", ",a-b_c", "a-b_c"', 'NOT_MODIFIED'],
  ['the tag within another', '"x, \t"a-b_c', 'SEND'],
  ['letters beyond ASCII', '"\xe9", "a-b_c"', 'NOT_MODIFIED'],
  ['an empty tag', '""', 'SEND'],
  ['a star in quotes', '"*"', 'SEND'],
  ['a star in a list, which is no list', '"x", *', 'SEND'],
  ['a weak mark in small letters', 'w/"a-b_c"', 'SEND'],
  ['a tag that does not end', '"a-b_c', 'SEND'],
  ['a tag, and then something else', '"a-b_c"; q=1', 'SEND'],
  ['nothing at all', '', 'SEND'],
] as const)('If-None-Match with %s', (_what, given, verdict) => {
  expect(judgePreconditions({ 'if-none-match': given }, [TAG]).verdict).toBe(verdict);
});

test.each([
  ['the tag', '"a-b_c"', 'SEND'],
  ['whatever there is', '*', 'SEND'],
  ['a list', '"x", "a-b_c"', 'SEND'],
  ['the tag as a weak one, which proves nothing', 'W/"a-b_c"', 'FAILED'],
  ['another', '"x"', 'FAILED'],
  ['what cannot be read', 'a-b_c', 'FAILED'],
] as const)('If-Match with %s', (_what, given, verdict) => {
  expect(judgePreconditions({ 'if-match': given }, [TAG]).verdict).toBe(verdict);
});

test('If-Match goes before If-None-Match', () => {
  expect(judgePreconditions({ 'if-match': '"x"', 'if-none-match': TAG }, [TAG]).verdict).toBe('FAILED');
  expect(judgePreconditions({ 'if-match': TAG, 'if-none-match': TAG }, [TAG]).verdict).toBe('NOT_MODIFIED');
});

test('a header of the greatest length that a server takes is judged as fast as any other', () => {
  const long = `${'"x",'.repeat(4_000)} ,\t${' '.repeat(8_000)}x`;
  expect(judgePreconditions({ 'if-none-match': long }, [TAG]).verdict).toBe('SEND');
});
