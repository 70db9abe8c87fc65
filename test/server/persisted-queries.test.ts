/** Automatic persisted queries: known to every transport once one of them has had the document, and only if it may be executed (P8). */
import { createHash } from 'node:crypto';
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { PersistedQueries } from '../../src/server/persisted-queries';
import { openEachTransport, TRANSPORTS, type EachTransport } from '../support/each-transport';
import { problemOf } from '../support/problem-of';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;
let token: string;
let each: EachTransport;

beforeAll(async () => {
  app = await startTestApp();
  token = await tokenFor(Role.VIEWER);
  each = openEachTransport(app.url, token);
});
afterAll(async () => {
  each.close();
  await app.close();
});

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const byHash = (query: string) => ({ persistedQuery: { version: 1, sha256Hash: sha256(query) } });
const MISS = [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }];

describe.each(TRANSPORTS)('a document that came by %s', (first) => {
  const query = `query { viewer { role } } # ${first}`;

  test('is asked for once, and then known by its hash everywhere', async () => {
    const known = { query: '', extensions: byHash(query) };
    for (const transport of TRANSPORTS) expect((await each.ask(transport, known)).errors).toEqual(MISS);
    const answer = { data: { viewer: { role: 'VIEWER' } } };
    expect(await each.ask(first, { query, extensions: byHash(query) })).toMatchObject(answer);
    for (const transport of TRANSPORTS) {
      const { errors, data } = await each.ask(transport, known);
      expect({ errors, data }).toEqual({ errors: undefined, ...answer });
    }
  });

  test.each([
    ['wrong', '{ nope }'],
    ['too deep', `{ organization(code: "01") ${'{ parent '.repeat(25)}{ code }${' }'.repeat(25)} }`],
    [
      'too large',
      '{ organizations(first: 200) { edges { node { children(first: 200) { edges { node { children { totalCount } } } } } } } }',
    ],
  ])('is not kept when it is %s', async (_what, refused) => {
    const document = `${refused} # ${first}`;
    const { errors } = await each.ask(first, { query: document, extensions: byHash(document) });
    expect(errors).toHaveLength(1);
    expect((await each.ask(first, { query: '', extensions: byHash(document) })).errors).toEqual(MISS);
  });
});

test('a subscription may be named by its hash', async () => {
  const query = 'subscription { progress { planned } }';
  for (const transport of ['WebSocket', 'event stream', 'event stream by GET'] as const) {
    await each.ask(transport, { query, extensions: byHash(query) });
    expect(await each.ask(transport, { query: '', extensions: byHash(query) })).toMatchObject({
      data: { progress: { planned: expect.any(Number) } },
    });
  }
});

test('a hash says nothing about who asks: without a token there is no answer', async () => {
  const query = '{ viewer { subject } }';
  await each.ask('POST', { query, extensions: byHash(query) });
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ extensions: byHash(query) }),
  });
  expect(response.status).toBe(401);
});

test('a miss over GET is not kept by caches on the way', async () => {
  const address = new URL('/graphql', app.url);
  address.searchParams.set('extensions', JSON.stringify(byHash('{ never }')));
  const headers = { authorization: `Bearer ${token}`, 'apollo-require-preflight': 'yes' };
  const response = await fetch(address, { headers });
  expect({ status: response.status, caching: response.headers.get('cache-control') }).toEqual({
    status: 200,
    caching: expect.stringMatching(/no-cache|no-store/),
  });
});

test("Apollo Client's link sends a document once, and its hash from then on", async () => {
  const sent: string[] = [];
  const http = new HttpLink({
    uri: `${app.url}/graphql`,
    headers: { authorization: `Bearer ${token}` },
    fetch: (address, init) => {
      sent.push(init?.body as string);
      return fetch(address, init);
    },
  });
  const link = new PersistedQueryLink({ sha256 }).concat(http);
  const ask = async () => {
    const client = new ApolloClient({ link, cache: new InMemoryCache() });
    const { data } = await client.query({ query: gql('query ByApollo { viewer { role } }') });
    return data;
  };
  for (let times = 0; times < 2; times += 1) expect(await ask()).toMatchObject({ viewer: { role: 'VIEWER' } });
  expect(sent.map((body) => 'query' in (JSON.parse(body) as object))).toEqual([false, true, false]);
});

test('documents are kept within bounds: those used last', () => {
  const queries = new PersistedQueries();
  const documents = Array.from({ length: 12 }, (_, index) => `{ a${index} } # ${'x'.repeat(1_000_000)}`);
  for (const document of documents) {
    queries.keep(document, { extensions: byHash(document) });
    // The first is always in use.
    expect(queries.find({ extensions: byHash(documents[0]!) })).toBe(documents[0]);
  }
  const known = documents.filter((document) => {
    try {
      return queries.find({ extensions: byHash(document) }) === document;
    } catch {
      return false;
    }
  });
  expect(known).toEqual([documents[0], ...documents.slice(-7)]);
  expect(problemOf(() => queries.find({ extensions: byHash(documents[1]!) })).code).toBe('PERSISTED_QUERY_NOT_FOUND');
});
