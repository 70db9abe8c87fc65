/** The list of secrets: a line each or commas between them, and what was one secret before there were lists goes on to be accepted. */
import { expect, test } from '@jest/globals';
import { splitSecrets } from '../../src/access/split-secrets';

const NEW = 'n'.repeat(44);
const OLD = 'o'.repeat(32);
const secretsOf = (text: string): string[] => splitSecrets(text).secrets.map((each) => Buffer.from(each).toString());

test.each(['a secret, with commas; and other signs: | " {}', ` ${OLD} `, `${OLD}\n`, 'short', ''])(
  'one line is one secret, byte for byte: %j',
  (text) => {
    expect(secretsOf(text)).toEqual([text]);
    expect(splitSecrets(text).shortest).toBe(text.length);
  },
);

test.each([`${NEW}\n${OLD}`, `${NEW}\r\n${OLD}`, `\n${NEW}\n\n${OLD}\n`])(
  'the first line signs, the others are accepted, and so is the whole: %j',
  (text) => {
    expect(secretsOf(text)).toEqual([NEW, OLD, text]);
    expect(splitSecrets(text).shortest).toBe(32);
  },
);

test.each([`${NEW},${OLD}`, `${NEW} , ${OLD}`])('commas divide what are secrets on both sides: %j', (text) => {
  expect(secretsOf(text)).toEqual([NEW, OLD, text]);
});

test.each([`${NEW},`, `${NEW},old`, `${NEW},${OLD},x`])('a comma within one secret divides nothing: %j', (text) => {
  expect(secretsOf(text)).toEqual([text]);
});

test('a line that is too short to be a secret is told, and makes the list no single secret', () => {
  expect(splitSecrets(`${NEW}\nold`)).toMatchObject({ shortest: 3, secrets: { length: 3 } });
});

test.each([
  ['openssl rand -base64 64', `${'a'.repeat(64)}\n${'b'.repeat(22)}==`],
  ['openssl rand -base64 100', `${'a'.repeat(64)}\n${'b'.repeat(64)}\n${'c'.repeat(8)}`],
  ['base64', `${'a'.repeat(76)}\n${'b'.repeat(12)}`],
])('what %s prints in lines is one secret, as it was', (_command, text) => {
  expect(secretsOf(text)).toEqual([text]);
});
