/** What is wrong before GraphQL begins: the method, the body, its type, and the token. */
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphQLFormattedError } from 'graphql';
import { Role } from '../../src/access/viewer';
import { signToken } from '../../src/access/token';
import { openRawSocket } from '../support/raw-socket';
import { SECRET, startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;
let admin: string;

beforeAll(async () => {
  app = await startTestApp();
  admin = await tokenFor(Role.ADMIN);
});
afterAll(() => app.close());

interface Refusal extends GraphQLFormattedError {
  status: number;
}

/** Sends a request that is refused. */
async function refusalOf(path: string, { headers, ...init }: RequestInit & { headers?: object }): Promise<Refusal> {
  const response = await fetch(`${app.url}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${admin}`, ...headers } as Record<string, string>,
  });
  const { errors } = (await response.json()) as { errors: GraphQLFormattedError[] };
  expect(errors).toHaveLength(1);
  return { status: response.status, ...errors[0]! };
}

const json = { 'content-type': 'application/json' };
const QUERY = JSON.stringify({ query: '{ viewer { subject } }' });
const MUTATION = 'mutation { turnDay(input: {}) { position } }';

describe('a request that is not one', () => {
  test('a mutation over GET', async () => {
    const headers = { 'apollo-require-preflight': 'yes' };
    expect(await refusalOf(`/graphql?query=${encodeURIComponent(MUTATION)}`, { headers })).toMatchObject({
      status: 405,
      message: 'GET requests only support query operations, not mutation operations',
      extensions: { code: 'BAD_REQUEST' },
    });
  });

  test('a form that a web page could send without asking', async () => {
    const address = `/graphql?query=${encodeURIComponent(MUTATION)}`;
    const { status, extensions } = await refusalOf(address, { headers: { authorization: '' } });
    expect({ status, extensions }).toEqual({ status: 400, extensions: { code: 'BAD_REQUEST' } });
  });

  test('a body of 10 MB', async () => {
    const body = JSON.stringify({ query: `{ viewer { subject } } # ${'x'.repeat(10_000_000)}` });
    expect(await refusalOf('/graphql', { method: 'POST', headers: json, body })).toMatchObject({
      status: 413,
      message: 'The request is larger than 1048576 bytes. Send less at once.',
      extensions: { code: 'LIMIT', limit: 1_048_576 },
    });
  });

  test('a body that is not JSON', async () => {
    expect(await refusalOf('/graphql', { method: 'POST', headers: json, body: '{ viewer' })).toMatchObject({
      status: 400,
      message: expect.stringMatching(/^The request cannot be read: .*Send JSON with a "query"/),
      extensions: { code: 'BAD_REQUEST' },
    });
  });

  test('JSON without a query', async () => {
    expect(await refusalOf('/graphql', { method: 'POST', headers: json, body: '{}' })).toMatchObject({
      status: 400,
      extensions: { code: 'BAD_REQUEST' },
    });
  });

  test.each(['application/xml', 'text/plain', 'application/x-www-form-urlencoded'])('a body of %s', async (type) => {
    const refusal = await refusalOf('/graphql', { method: 'POST', headers: { 'content-type': type }, body: QUERY });
    expect(refusal).toMatchObject({
      status: 415,
      message: expect.stringMatching(/content-type/),
      extensions: { code: 'BAD_REQUEST' },
    });
  });

  test('a list of operations', async () => {
    const refusal = await refusalOf('/graphql', { method: 'POST', headers: json, body: `[${QUERY}]` });
    expect(refusal).toMatchObject({ status: 400, extensions: { code: 'BAD_REQUEST' } });
  });

  test('an address where nothing is', async () => {
    expect(await refusalOf('/graphiql', {})).toMatchObject({
      status: 404,
      message: 'There is nothing at this address. The GraphQL endpoint is /graphql.',
      extensions: { code: 'NOT_FOUND' },
    });
  });

  test('too much, or a wrong value: status 400, not a fault of the server', async () => {
    const deep = `{ organization(code: "01") { ${'parent { '.repeat(25)}code${' }'.repeat(25)} } }`;
    const wrong = JSON.stringify({ query: 'query ($d: Date) { progress(asOf: $d) { planned } }', variables: { d: 1 } });
    for (const body of [JSON.stringify({ query: deep }), wrong]) {
      expect((await refusalOf('/graphql', { method: 'POST', headers: json, body })).status).toBe(400);
    }
  });
});

describe('a token that does not count', () => {
  const secret = new TextEncoder().encode(SECRET);
  const claims = { subject: 'somebody', role: Role.ADMIN, organization: 'VN' };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1_000);
  const unsigned = `${part({ alg: 'none' })}.${part({ sub: 'somebody', role: 'ADMIN', organization: 'VN' })}`;
  const sign = (text: string, algorithm: string) => createHmac(algorithm, SECRET).update(text).digest('base64url');
  const hs512 = `${part({ alg: 'HS512' })}.${part({ sub: 'somebody', role: 'ADMIN', organization: 'VN' })}`;
  const invalid = /^The token is not valid here: it is malformed, or signed with another secret\./;

  const TOKENS: { name: string; authorization: () => Promise<string> | string; message: RegExp }[] = [
    {
      name: 'expired',
      authorization: () => signToken({ ...claims, expiresAt: now - 60 }, secret).then(bearer),
      message: /^The token has expired\. Get a new one and try again\.$/,
    },
    {
      name: 'signed with another secret',
      authorization: () => signToken(claims, new TextEncoder().encode('another secret that is as long')).then(bearer),
      message: invalid,
    },
    { name: 'not signed, alg none', authorization: () => bearer(`${unsigned}.`), message: /not "Bearer" and a token/ },
    {
      name: 'alg none, with a signature',
      authorization: () => bearer(`${unsigned}.${sign(unsigned, 'sha256')}`),
      message: invalid,
    },
    {
      name: 'another algorithm',
      authorization: () => bearer(`${hs512}.${sign(hs512, 'sha512')}`),
      message: invalid,
    },
    {
      name: 'of an unknown role',
      authorization: () => signToken({ ...claims, role: 'KING' as unknown as Role }, secret).then(bearer),
      message: /^The token needs the claims sub, role \(VIEWER, REPORTER or ADMIN\) and organization/,
    },
    {
      name: 'of an unknown organization',
      authorization: () => signToken({ ...claims, organization: 'ZZ' }, secret).then(bearer),
      message: /^The organization of the token does not exist here\. Get a new token\.$/,
    },
    { name: 'no token at all', authorization: () => 'Basic cm9vdDpyb290', message: /not "Bearer" and a token/ },
    { name: 'garbage', authorization: () => 'Bearer a.b.c', message: invalid },
  ];

  test.each(TOKENS)('$name: UNAUTHENTICATED over HTTP, 4403 over WebSocket', async ({ authorization, message }) => {
    const value = await authorization();
    const headers = { ...json, authorization: value };
    const refusal = await refusalOf('/graphql', { method: 'POST', headers, body: QUERY });
    expect(refusal).toMatchObject({ status: 401, extensions: { code: 'UNAUTHENTICATED' } });
    expect(refusal.message).toMatch(message);

    const raw = openRawSocket(app.url);
    await raw.opened;
    raw.send({ type: 'connection_init', payload: { authorization: value } });
    expect(await raw.closed).toEqual({ code: 4403, reason: refusal.message });
  });
});

function bearer(token: string): string {
  return `Bearer ${token}`;
}
