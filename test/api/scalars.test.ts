/** Every scalar of the API leads to what it means, and every operation type says what it is for: in the schema, and in introspection. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { graphqlSync, isScalarType, isSpecifiedScalarType } from 'graphql';
import { buildApiSchema } from '../../src/api-schema';

const schema = buildApiSchema();
const page = readFileSync(join(__dirname, '..', '..', 'docs', 'scalars.md'), 'utf8');
const scalars = Object.values(schema.getTypeMap()).filter(isScalarType);

test.each(scalars.filter((each) => !isSpecifiedScalarType(each)).map(({ name }) => name))('%s', (name) => {
  expect(page).toMatch(new RegExp(`^## ${name}$`, 'm'));
  const source = `{ __type(name: "${name}") { specifiedByURL } }`;
  expect(graphqlSync({ schema, source }).data).toEqual({
    __type: { specifiedByURL: `https://giaoban.example/docs/scalars#${name.toLowerCase()}` },
  });
});

test('no section is of a scalar that is gone', () => {
  const names = [...page.matchAll(/^## (\w+)$/gm)].map(([, name]) => name);
  expect(names).toEqual(
    scalars
      .filter((each) => !isSpecifiedScalarType(each))
      .map(({ name }) => name)
      .sort(),
  );
});

test('the operation types have descriptions', () => {
  const source =
    '{ __schema { queryType { description } mutationType { description } subscriptionType { description } } }';
  const { data } = graphqlSync({ schema, source });
  for (const text of Object.values(data!['__schema'] as Record<string, { description: string | null }>)) {
    expect(text.description).toMatch(/^What can be /);
  }
});
