/** Answers in the coding that a client accepts: which ones, and which not; and what is compressed once for all. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { Compressor, isCompressible } from '../../src/server/compressor';
import { openRawEventStream } from '../support/raw-event-stream';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;
let token: string;

beforeAll(async () => {
  app = await startTestApp({ EXPLORERS: 'on' });
  token = await tokenFor(Role.VIEWER);
});
afterAll(() => app.close());

interface Coded {
  status: number | undefined;
  headers: IncomingMessage['headers'];
  bytes: Buffer;
}

async function ask(
  path: string,
  headers: Record<string, string> = {},
  body?: string,
  method = body === undefined ? 'GET' : 'POST',
): Promise<Coded> {
  const json = body === undefined ? {} : { 'content-type': 'application/json' };
  const sent = request(`${app.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...json, ...headers },
  });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return { status: response.statusCode, headers: response.headers, bytes: Buffer.concat(chunks) };
}

const LONG = JSON.stringify({ query: '{ organizations(first: 60) { edges { node { id code name level } } } }' });
const SHORT = JSON.stringify({ query: '{ viewer { role } }' });
const operation = (body: string, accepted?: string): Promise<Coded> =>
  ask('/graphql', accepted === undefined ? {} : { 'accept-encoding': accepted }, body);

function decode({ headers, bytes }: Coded): string {
  const coding = headers['content-encoding'];
  if (coding === 'br') return brotliDecompressSync(bytes).toString();
  return (coding === 'gzip' ? gunzipSync(bytes) : bytes).toString();
}

describe('the answer of an operation', () => {
  test.each([
    [undefined, undefined],
    ['identity', undefined],
    ['gzip', 'gzip'],
    ['br', 'br'],
    ['gzip, deflate, br', 'br'],
    ['br;q=0.1, gzip', 'gzip'],
    ['*', 'br'],
    ['zstd', undefined],
  ])('for "%s" is in %s, and says the same', async (accepted, coding) => {
    const plain = await operation(LONG);
    const coded = await operation(LONG, accepted);
    expect(coded.headers['content-encoding']).toBe(coding);
    expect(coded.headers['content-length']).toBe(`${coded.bytes.length}`);
    expect(coded.headers.vary).toMatch(/accept-encoding/);
    expect(decode(coded)).toBe(plain.bytes.toString());
    if (coding !== undefined) expect(coded.bytes.length).toBeLessThan(plain.bytes.length / 4);
  });

  test('that is short is left as it is, unless that is refused', async () => {
    const plain = await operation(SHORT, 'br, gzip');
    expect(plain.headers).not.toHaveProperty('content-encoding');
    expect(plain.headers.vary).toMatch(/accept-encoding/);
    const coded = await operation(SHORT, 'br, identity;q=0');
    expect(coded.headers['content-encoding']).toBe('br');
    expect(decode(coded)).toBe(plain.bytes.toString());
  });

  test('of which every coding is refused is not given: 406, and nothing is done', async () => {
    token = await tokenFor(Role.ADMIN);
    const before = await app.ask('{ progress { asOf } }');
    const mutation = JSON.stringify({ query: 'mutation { turnDay(input: {}) { position } }' });
    for (const refused of ['*;q=0', 'identity;q=0', 'deflate, *;q=0'])
      expect(await operation(mutation, refused)).toMatchObject({ status: 406 });
    expect(await app.ask('{ progress { asOf } }')).toEqual(before);
  });

  test('by HEAD has the coding, and nothing is compressed to say how long it would be', async () => {
    // Nobody has taken this one compressed yet.
    const query = encodeURIComponent('{ organizations(first: 61) { edges { node { id code name level } } } }');
    const { headers, bytes } = await ask(`/graphql?query=${query}`, { 'accept-encoding': 'br' }, undefined, 'HEAD');
    expect(headers['content-encoding']).toBe('br');
    expect(headers).not.toHaveProperty('content-length');
    expect(bytes).toHaveLength(0);
  });
});

test('an event stream is never compressed, and no proxy may do it', async () => {
  const opened = await openRawEventStream(
    app.url,
    { query: 'subscription { progress { planned } }' },
    { token, headers: { 'accept-encoding': 'br, gzip' } },
  );
  expect(opened.headers).not.toHaveProperty('content-encoding');
  expect(opened.headers['cache-control']).toMatch(/no-transform/);
  opened.leave();
});

describe('pages and their files', () => {
  const PAGES: [string, Record<string, string>][] = [
    ['/graphql', { accept: 'text/html' }],
    ['/graphiql', {}],
  ];

  test.each(PAGES)('%s is the same in each coding, under a tag of its own', async (path, headers) => {
    const plain = await ask(path, headers);
    const coded = await ask(path, { ...headers, 'accept-encoding': 'gzip, br' });
    expect(plain.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(coded.headers['content-encoding']).toBe('br');
    expect(decode(coded)).toBe(plain.bytes.toString());
    expect(coded.headers.etag).toBe(plain.headers.etag?.replace(/"$/, '-br"'));
    const again = await ask(path, { ...headers, 'accept-encoding': 'br', 'if-none-match': coded.headers.etag ?? '' });
    expect([again.status, again.headers.etag, again.bytes.length]).toEqual([304, coded.headers.etag, 0]);
  });

  test('a script of GraphiQL is read and compressed once: then HEAD knows its length', async () => {
    const page = (await ask('/graphiql')).bytes.toString();
    const [, path = ''] = /src="(graphiql\/[^"]+\.js)"/.exec(page) ?? [];
    const accepted = { 'accept-encoding': 'gzip' };
    const before = await ask(`/${path}`, accepted, undefined, 'HEAD');
    expect(before.headers).toMatchObject({
      'content-encoding': 'gzip',
      'content-type': 'text/javascript; charset=utf-8',
    });
    expect(before.headers).not.toHaveProperty('content-length');
    const got = await ask(`/${path}`, accepted);
    expect(got.bytes.length).toBeGreaterThan(1_000_000);
    const after = await ask(`/${path}`, accepted, undefined, 'HEAD');
    expect(after.headers['content-length']).toBe(`${got.bytes.length}`);
    expect(after.headers['cache-control']).toMatch(/immutable/);
  });
});

test('COMPRESSION=off leaves it to a proxy', async () => {
  const plain = await startTestApp({ COMPRESSION: 'off' });
  try {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'accept-encoding': 'br, gzip',
    };
    const sent = request(`${plain.url}/graphql`, { method: 'POST', headers });
    sent.end(LONG);
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(200);
    expect(response.headers).not.toHaveProperty('content-encoding');
  } finally {
    await plain.close();
  }
});

describe('the compressor', () => {
  const large = randomBytes(400_000);

  test('hands large things to threads, and lets others be sent as they are when many wait', async () => {
    const compressor = new Compressor(true);
    const work = Array.from({ length: 40 }, () => compressor.compress(large, 'gzip'));
    expect(compressor.isBusy).toBe(true);
    for (const each of await Promise.all(work)) expect(gunzipSync(each).equals(large)).toBe(true);
    expect(compressor.isBusy).toBe(false);
  });

  test('compresses what has a name once, for those who ask at the same moment and afterwards', async () => {
    const compressor = new Compressor(true);
    const first = await Promise.all([1, 2, 3].map(() => compressor.keep('a', 'br', () => Promise.resolve(large))));
    expect(new Set(first).size).toBe(1);
    const never = (): Promise<Buffer> => Promise.reject(new Error('This was not to be read again.'));
    expect(await compressor.keep('a', 'br', never)).toBe(first[0]);
    expect(compressor.findKept('a', 'br')).toBe(first[0]);
    expect(compressor.findKept('a', 'gzip')).toBeUndefined();
  });

  test('keeps nothing of what could not be read', async () => {
    const compressor = new Compressor(true);
    await expect(compressor.keep('a', 'br', () => Promise.reject(new Error('It is away.')))).rejects.toThrow('away');
    const bytes = Buffer.from('there again');
    expect(brotliDecompressSync(await compressor.keep('a', 'br', () => Promise.resolve(bytes)))).toEqual(bytes);
  });

  test.each([
    ['application/json; charset=utf-8', true],
    ['application/graphql-response+json; charset=utf-8', true],
    ['text/html; charset=utf-8', true],
    ['text/markdown; charset=utf-8', true],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', false],
    ['', false],
  ])('of the type "%s": %s', (type, isWorthwhile) => {
    expect(isCompressible(type)).toBe(isWorthwhile);
  });
});
