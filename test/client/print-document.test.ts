/** The client's own printer says what graphql's says, of every operation that is shipped and of everything that can be in one. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse, print } from 'graphql';
import { printDocument } from '../../client/src/print-document.ts';

const FOLDER = join(__dirname, '..', '..', 'schema', 'operations');
const EVERYTHING = `
  query Q($a: [Int!]! = [1, 2] @x, $b: In = { s: "q\\"\\n\\u2028\\\\", e: RED, n: null, f: 1.5e3, t: true, v: { w: [] } }) @live(if: $a) {
    alias: field(block: """ A "block" \\""" of text
      in two lines """, e: RED, v: $b) @include(if: true) @skip(if: false) { ...F @z ... on T @y { id } ... { id } ... @z { id } }
  }
  subscription { s }
  mutation M { m(input: { a: $a, l: [$a, [1]] }) { id } }
  fragment F on T @x { id }
  { bare }`;

const written = (text: string): string => print(parse(text));

test('of the operations that are shipped', () => {
  const texts = readdirSync(FOLDER).filter((file) => file.endsWith('.graphql'));
  expect(texts.length).toBeGreaterThan(5);
  for (const file of texts) {
    const text = readFileSync(join(FOLDER, file), 'utf8');
    expect(written(printDocument(parse(text)))).toBe(written(text));
  }
});

test('of everything that there is', () => {
  const plain = EVERYTHING.replace(/""" A.*?lines """/s, JSON.stringify(' A "block" """ of text\nin two lines '));
  expect(written(printDocument(parse(EVERYTHING)))).toBe(written(plain));
  expect(() => printDocument(parse('type T { id: ID }'))).toThrow('A client does not send a ObjectTypeDefinition.');
});
