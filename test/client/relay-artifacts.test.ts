/** What Relay's compiler has made is of the documents that stand in the sources, and of this schema: the compiler itself is not installed. */
import { expect, test } from '@jest/globals';
import { buildSchema, parse, print, validate } from 'graphql';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const REGENERATE = 'npx relay-compiler@21.0.1 examples/relay.config.json';

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

test.each([
  ['examples/relay', 'campaign.js'],
  ['test/client/relay', 'screen.ts'],
])(`what was made of %s/%s is fresh (${REGENERATE})`, (folder, source) => {
  const schema = buildSchema(read('schema/schema.graphql'));
  const documents = [...read(join(folder, source)).matchAll(/graphql`([^`]*)`/g)].map(([, text = '']) => text);
  const made = documents.map((text) => {
    const name = /(?:query|mutation|subscription) (\w+)/.exec(text)?.[1] ?? '';
    const document = parse(text);
    const hash = createHash('md5').update(print(document)).digest('hex');
    return { name, hash, faults: validate(schema, document).map(({ message }) => message) };
  });
  const files = readdirSync(join(ROOT, folder, '__generated__'));
  const found = made.map(({ name }) => {
    const file = files.find((each) => each.startsWith(`${name}.graphql.`)) ?? '';
    const [, hash] = /\.hash = "(\w+)"/.exec(read(join(folder, '__generated__', file))) ?? [];
    return { name, hash, faults: [] };
  });
  expect(found).toEqual(made);
});
