/** The families of attacks that graphql-cop tries: over every transport the answer is small, right, and tells nothing of the inside (P23). */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { openEachTransport, type EachTransport, type Reply } from '../support/each-transport';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;
let token: string;
let each: EachTransport;

beforeAll(async () => {
  // As long as a body may be: what is too long to be read says nothing of what it holds.
  app = await startTestApp({ EXPLORERS: 'off', LIMIT_MESSAGE_BYTES: '1048576' });
  token = await tokenFor(Role.VIEWER);
  each = openEachTransport(app.url, token);
});
afterAll(async () => {
  each.close();
  await app.close();
});

/** An address holds 16 KiB: what is longer goes over these alone. */
const WITH_A_BODY = ['POST', 'WebSocket', 'event stream'] as const;
const SMALL_BYTES = 10_000;
/** What an error of a program looks like from outside. */
const OF_THE_INSIDE = /stacktrace|exception|tracing|node_modules|\bat \w+ ?\(|\.[jt]s:\d|INTERNAL/i;

const many = (count: number, write: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => write(index)).join(' ');

async function askAll(query: string): Promise<Reply[]> {
  const replies = [];
  for (const transport of WITH_A_BODY) replies.push(await each.ask(transport, { query }));
  return replies;
}

/** Refused with that code, by all in the same words, with nothing of the inside. */
function expectAllRefused(replies: readonly Reply[], code: string): void {
  const [first] = replies;
  expect(first!.errors![0]).toMatchObject({ extensions: { code } });
  for (const reply of replies) {
    expect(reply.data ?? null).toBeNull();
    expect(reply.errors).toEqual(first!.errors);
    expectNothingOfTheInside(JSON.stringify(reply));
  }
}

function expectNothingOfTheInside(text: string): void {
  expect(text).not.toMatch(OF_THE_INSIDE);
  expect(text.length).toBeLessThan(SMALL_BYTES);
}

/** With the token, or with the headers given instead. */
async function request(
  path: string,
  init: RequestInit & { headers?: Record<string, string> } = {},
): Promise<{ status: number; text: string; code: unknown }> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...init.headers };
  const response = await fetch(new URL(path, app.url), { ...init, headers });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  const { errors } = (isJson ? JSON.parse(text) : {}) as { errors?: { extensions: { code: unknown } }[] };
  return { status: response.status, text, code: errors?.[0]?.extensions.code };
}

describe('too much of something, over every transport', () => {
  test.each([
    ['alias overloading', `{ ${many(10_000, (index) => `a${index}: __typename`)} }`, 'LIMIT'],
    ['aliases of a search', `{ ${many(200, (i) => `a${i}: congresses(search: "x") { totalCount }`)} }`, 'LIMIT'],
    ['field duplication', `{ ${'__typename '.repeat(10_000)} }`, 'LIMIT'],
    ['directive overloading', `{ __typename ${'@aa'.repeat(3_000)} }`, 'LIMIT'],
    ['unknown directives', `{ __typename ${'@aa'.repeat(10)} }`, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'circular introspection',
      '{ __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'circular fragments',
      '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'doubling fragments',
      `{ campaign { ...F0 } } ${many(30, (i) => `fragment F${i} on Campaign { ...F${i + 1} ...G${i} } fragment G${i} on Campaign { ...F${i + 1} }`)} fragment F30 on Campaign { id }`,
      'LIMIT',
    ],
    ['deep selections', '{ viewer '.repeat(2_000) + '}'.repeat(2_000), 'LIMIT'],
    ['deep lists', `{ progressOf(organizations: ${'['.repeat(2_000)}${']'.repeat(2_000)}) { planned } }`, 'LIMIT'],
  ])('%s', async (_name, query, code) => {
    const replies = await askAll(query);
    expectAllRefused(replies, code);
  });

  test('a field that is written 300 times is answered once, or refused as too much', async () => {
    const replies = await askAll(`{ ${'__typename '.repeat(300)} }`);
    for (const { data, errors } of replies) {
      if (errors === undefined) expect(data).toEqual({ __typename: 'Query' });
      else expect(errors).toMatchObject([{ extensions: { code: 'LIMIT' } }]);
    }
  });

  test('a value is refused once, however many are wrong', async () => {
    const query = 'query ($codes: [String!]!) { progressOf(organizations: $codes) { planned } }';
    const variables = { codes: Array<number>(20_000).fill(1) };
    for (const transport of WITH_A_BODY) {
      const reply = await each.ask(transport, { query, variables });
      expect(reply.errors).toHaveLength(1);
      expect(reply.errors![0]!.extensions!['code']).toMatch(/^(BAD_USER_INPUT|LIMIT)$/);
      expectNothingOfTheInside(JSON.stringify(reply));
    }
  });
});

describe('a list of operations', () => {
  const batch = JSON.stringify(Array(10).fill({ query: '{ __typename }' }));

  test.each(['/graphql', '/graphql/stream'])('is refused at %s', async (path) => {
    const { status, code, text } = await request(path, { method: 'POST', body: batch });
    expect({ status, code }).toEqual({ status: 400, code: 'BAD_REQUEST' });
    expectNothingOfTheInside(text);
  });

  test('ends the socket that sends it', async () => {
    const { closed, data } = await each.ask('WebSocket', JSON.parse(batch) as object);
    expect(data).toBeUndefined();
    expect(closed).toBe(4400);
  });
});

describe('what another page could send', () => {
  const QUERY = `?query=${encodeURIComponent('{ __typename }')}`;
  const MUTATION = `?query=${encodeURIComponent('mutation { turnDay(input: {}) { position } }')}`;

  test.each(['/graphql', '/graphql/stream'])('a query by GET at %s is refused without a proof', async (path) => {
    const response = await fetch(new URL(path + QUERY, app.url));
    const { errors } = (await response.json()) as { errors: unknown[] };
    expect(response.status).toBe(400);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
  });

  test.each(['/graphql', '/graphql/stream'])(
    'a mutation by GET at %s is refused, and changes nothing',
    async (path) => {
      const admin = await tokenFor(Role.ADMIN);
      const today = await app.ask<{ campaign: object }>('{ campaign { today } }');
      const { status, text } = await request(path + MUTATION, { headers: { authorization: `Bearer ${admin}` } });
      expect(status).toBe(405);
      expectNothingOfTheInside(text);
      expect(await app.ask('{ campaign { today } }')).toEqual(today);
    },
  );

  test.each(['/graphql', '/graphql/stream'])('a form at %s is refused', async (path) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const { status, code } = await request(path, { method: 'POST', headers, body: QUERY.slice(1) });
    expect({ status, code }).toEqual({ status: 415, code: 'BAD_REQUEST' });
  });
});

describe('what is told of the inside', () => {
  test.each([
    ['a field that there is not', '{ abc }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a word that there is not', 'qwerty cop { abc }', 'GRAPHQL_PARSE_FAILED'],
    ['a field that nearly is', '{ __schema { directive } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['an id that is none', '{ node(id: "\u0000") { id } }', undefined],
  ])('%s: no trace, no exception', async (_name, query, code) => {
    const replies = await askAll(query);
    for (const reply of replies) {
      expect(reply.errors).toHaveLength(1);
      if (code !== undefined) expect(reply.errors![0]!.extensions!['code']).toBe(code);
      expectNothingOfTheInside(JSON.stringify(reply));
    }
  });

  test('nothing is traced for whoever asks for it', async () => {
    const headers = { 'apollo-federation-include-trace': 'ftv1', 'x-apollo-tracing': '1' };
    const body = JSON.stringify({ query: '{ viewer { subject } }', extensions: { tracing: true } });
    const { status, text } = await request('/graphql', { method: 'POST', headers, body });
    expect(status).toBe(200);
    expect(text).not.toMatch(/ftv1|tracing|resolvers|startTime/);
  });

  test('what is suggested is in the schema, which everyone may read who may read anything', async () => {
    const [reply] = await askAll('{ __schema { directive } }');
    expect(reply!.errors![0]!.message).toContain('"directives"');
    for (const { data } of await askAll('{ __schema { queryType { name } } }')) {
      expect(data).toEqual({ __schema: { queryType: { name: 'Query' } } });
    }
  });

  test.each(['/graphiql', '/playground', '/console', '/graphql'])(
    '%s is no explorer where there are none',
    async (path) => {
      const { status, text } = await request(path, { headers: { accept: 'text/html' } });
      expect(status).toBe(path === '/graphql' ? 200 : 404);
      // A page may lead to one.
      expect(text).not.toMatch(/playground|sandbox|monaco|graphiql\.js|<script>/i);
    },
  );
});
