/** What the client reads of a document without a parser is what a parser reads; and what it may send again. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Kind, parse, print, type OperationDefinitionNode } from 'graphql';
import { readOperation } from '../../client/src/operation-text.ts';
import { maySendAgain } from '../../client/src/sent-again.ts';

const FOLDER = join(__dirname, '..', '..', 'schema', 'operations');

/** Each operation that the schema ships, with the fragments of its file. */
const operations = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.graphql'))
  .flatMap((file) => {
    const text = readFileSync(join(FOLDER, file), 'utf8');
    const { definitions } = parse(text);
    return definitions
      .filter((each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION)
      .map((operation) => ({ text, operation, name: operation.name?.value ?? '' }));
  });

test('of every operation that is shipped it reads type, variables and the fields of the root', () => {
  expect(operations.length).toBeGreaterThan(50);
  for (const { text, operation, name } of operations) {
    expect({ name, ...readOperation(text, name) }).toMatchObject({
      name,
      type: operation.operation,
      variables: operation.variableDefinitions?.map(({ variable }) => variable.name.value) ?? [],
    });
    const alone = readOperation(print(operation));
    expect({ name, fields: alone?.rootArguments.length }).toEqual({
      name,
      fields: operation.selectionSet.selections.length,
    });
  }
});

test('descriptions of an operation, of its variables and of a fragment stand before what they describe', () => {
  const text = `"Everything {"
    subscription S("""query""" $after: Cursor = "") { ...F }
    """ fragment { """ fragment F on Subscription { eventRecorded(after: $after) { cursor } }`;
  expect(readOperation(text)).toMatchObject({ type: 'subscription', name: 'S', variables: ['after'], after: 'after' });
});

test('braces and words in texts and comments mean nothing', () => {
  const text = `# mutation {
    query Q($a: String = "} mutation { \\" {", $b: [Int!] = [1]) @x(y: """ } """) { f(t: "{ query") { g } alias: h @skip(if: true) ...F }
    fragment F on Query { mutation }`;
  expect(readOperation(text)).toMatchObject({ type: 'query', name: 'Q', variables: ['a', 'b'] });
  expect(readOperation(text)?.rootArguments).toHaveLength(3);
  expect(readOperation('{ a }')).toMatchObject({ type: 'query', name: undefined });
  expect(readOperation('query A { a } query B { b }')).toBeUndefined();
  expect(readOperation('query A { a } subscription B { b }', 'B')?.type).toBe('subscription');
  expect(readOperation('query { a ')).toBeUndefined();
});

test.each([
  ['its field', 'subscription ($after: Cursor) { x(within: "a", after: $after) { cursor } }', 'after'],
  ['an alias with directives', 'subscription ($a: Cursor) { y: x(after: $a) @include(if: true) { cursor } }', 'a'],
  [
    'a fragment without a name',
    'subscription ($a: Cursor) { ... on Subscription @x(after: $b) { x(after: $a) } }',
    'a',
  ],
  ['a fragment', 'subscription ($a: Cursor) { ...F } fragment F on Subscription { x(after: $a) { cursor } }', 'a'],
  ['nothing but a variable', 'subscription ($after: Cursor) { x { cursor } }', undefined],
  [
    'a field below',
    'subscription ($after: Cursor) { x { y(after: $after) { cursor } ... { z(after: $after) } } }',
    undefined,
  ],
  ['a part of another argument', 'subscription ($after: Cursor) { x(input: { after: $after }) { cursor } }', undefined],
  ['a directive', 'subscription ($after: Cursor) { x @y(after: $after) { cursor } }', undefined],
  ['a literal', 'subscription { x(after: "c1") { cursor } }', undefined],
])('where a subscription begins is said by %s', (_what, text, after) => {
  expect(readOperation(text)?.after).toBe(after);
});

describe('sent again', () => {
  const key = 'a key';
  const one = 'mutation ($input: ReportInput!) { report(input: $input) { position } }';
  test.each([
    ['a query', '{ a }', {}],
    ['a subscription', 'subscription { a }', {}],
    ['a mutation with a key in its input', one, { input: { idempotencyKey: key } }],
    ['one with a key in the text', 'mutation { report(input: { heldOn: "x", idempotencyKey: "k" }) { position } }', {}],
    [
      'one with a key that is a variable',
      'mutation ($k: String) { report(input: { idempotencyKey: $k }) { position } }',
      { k: key },
    ],
    [
      'two mutations with a key each',
      'mutation ($a: I!, $b: I!) { x: report(input: $a) { position } y: report(input: $b) { position } }',
      { a: { idempotencyKey: key }, b: { idempotencyKey: 'another' } },
    ],
  ])('%s', (_what, query, variables) => {
    expect(maySendAgain({ query, variables })).toBe(true);
  });

  test.each([
    ['a mutation without a key', one, { input: { heldOn: 'x' } }],
    ['one whose key is null', one, { input: { idempotencyKey: null } }],
    [
      'one whose variable is missing',
      'mutation ($k: String) { report(input: { idempotencyKey: $k }) { position } }',
      {},
    ],
    ['one that only selects what is called so', 'mutation { report(input: {}) { idempotencyKey } }', {}],
    [
      'two mutations of which one has a key',
      'mutation ($a: I!, $b: I!) { x: report(input: $a) { position } y: report(input: $b) { position } }',
      { a: { idempotencyKey: key }, b: {} },
    ],
    [
      'a mutation by a fragment',
      `mutation ($a: I!) { report(input: $a) { position } ...F }`,
      { a: { idempotencyKey: key } },
    ],
    ['what cannot be read', 'mutation {', {}],
    ['nothing', undefined, {}],
  ])('not %s', (_what, query, variables) => {
    expect(maySendAgain({ ...(query === undefined ? {} : { query }), variables })).toBe(false);
  });
});
