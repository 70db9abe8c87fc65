/** Documents that nest as deep as they may go through all that reads them; deeper ones are refused before anything runs out of stack (P8). */
import { describe, expect, test } from '@jest/globals';
import type { GraphQLError } from 'graphql';
import { buildApiSchema } from '../../src/api-schema';
import { readConfig } from '../../src/config/config';
import { DocumentChecker } from '../../src/server/document-checker';
import { MOST_LEVELS } from '../../src/server/nesting';

const schema = buildApiSchema();
/** As much as can be set: nothing else may refuse them. */
const { limits } = readConfig({
  LIMIT_MESSAGE_BYTES: '104857600',
  LIMIT_TOKENS: '1000000',
  LIMIT_DEFINITIONS: '1000000',
  LIMIT_ALIASES: '1000000',
  LIMIT_ROOT_FIELDS: '1000000',
  LIMIT_OVERLAPS: '100000000',
  LIMIT_DEPTH: '200',
  LIMIT_COST: '100000000',
});

const within = (open: string, levels: number, inner: string, close: string): string =>
  open.repeat(levels) + inner + close.repeat(levels);

/** Of each: a document that nests that many levels deep. */
const KINDS: Record<string, (levels: number) => string> = {
  selections: (levels) => `{ organization(code: "01") ${within('{parent', levels - 2, '{code}', '}')} }`,
  'inline fragments': (levels) => within('{...', levels - 2, '{viewer{role}}', '}'),
  'fields of the same name': (levels) => {
    const twice = within('{parent', levels - 2, '{code}', '}');
    return `{ organization(code: "01") ${twice} organization(code: "01") ${twice} }`;
  },
  lists: (levels) => `{ viewer(a: ${within('[', levels - 2, '', ']')}) { role } }`,
  objects: (levels) => `{ viewer(a: ${within('{a:', levels - 2, '1', '}')}) { role } }`,
  types: (levels) => `query ($a: ${within('[', levels - 1, 'Int', ']')}) { viewer { role } }`,
  'lists that never end': (levels) => `{ viewer(a: ${'['.repeat(levels - 2)}`,
  'arguments in brackets': (levels) => `{ viewer${'('.repeat(levels - 1)}`,
  'a chain of fragments': (levels) => chain(levels - 2, (next) => `{ ...${next} }`),
  'a chain of fragments that nobody spreads': (levels) =>
    chain(levels - 1, (next) => `{ ...${next} }`, '{ viewer { role } }'),
  'a chain of fragments with fields of the same name': (levels) =>
    chain(
      (levels - 3) / 2,
      (next) => `{ viewer { role } ... { ...${next} } ... { ...${next} } }`,
      '{ ... { ...F0 } ... { ...F0 } }',
    ),
};

function chain(length: number, link: (next: string) => string, operation = '{ ...F0 }'): string {
  const count = Math.floor(length);
  const links = Array.from({ length: count - 1 }, (_, index) => `fragment F${index} on Query ${link(`F${index + 1}`)}`);
  return [operation, ...links, `fragment F${count - 1} on Query { viewer { role } }`].join('\n');
}

function check(query: string): { errors?: readonly GraphQLError[] } {
  return new DocumentChecker(schema, limits).check({ query });
}

const isTooDeep = (query: string): boolean =>
  check(query).errors?.some(({ message }) =>
    message.startsWith(`The document nests more than ${MOST_LEVELS} levels deep`),
  ) === true;

describe.each(Object.entries(KINDS))('%s', (_kind, write) => {
  test(`${MOST_LEVELS} levels are read: whatever is wrong with them is something else`, () => {
    expect(isTooDeep(write(MOST_LEVELS))).toBe(false);
  });

  test.each([MOST_LEVELS + 4, 1_600, 10_000])('%i levels are too many', (levels) => {
    expect(isTooDeep(write(levels))).toBe(true);
  });
});

test('a circle of fragments is told as one, however long it is', () => {
  for (const length of [1, 10, 150]) {
    const links = Array.from(
      { length },
      (_, index) => `fragment F${index} on Query { ...F${(index + 1) % length} viewer { role } }`,
    );
    const { errors } = check(`{ ...F0 } ${links.join(' ')}`);
    expect(errors?.[0]?.message).toMatch(/^Cannot spread fragment "F0" within itself/);
  }
});

test('a document that is wide, not deep, is measured as it is', () => {
  const fields = Array.from({ length: 150_000 }, (_, index) => `a${index}: __typename`).join(' ');
  expect(check(`{ ${fields} }`).errors).toBeUndefined();
});

test('brackets in texts and comments do not count', () => {
  const brackets = '{[('.repeat(500);
  expect(check(`{ organization(code: "${brackets}") { code } } # ${brackets}`).errors).toBeUndefined();
  expect(check(`{ organization(code: """${brackets}""") { code } }`).errors).toBeUndefined();
});
