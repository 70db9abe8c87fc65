/** What a page of another site can have a browser send without asking: refused before it costs anything, at both addresses of operations. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { sendRaw, type RawAnswer } from '../support/raw-http';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

const ALLOWED = 'https://dashboard.example';
const SUBSCRIPTION = encodeURIComponent('subscription { congressChanged { cursor } }');

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ ALLOWED_ORIGINS: ALLOWED });
});
afterAll(() => app.close());

const ADDRESSES = [
  [`/graphql?query={__typename}`, 'application/json'],
  [`/graphql/stream?query=${SUBSCRIPTION}`, 'text/event-stream'],
] as const;

/** At the server's own name, at which a browser finds its pages. */
const get = (path: string, accept: string, lines: readonly string[]): Promise<RawAnswer> =>
  sendRaw(app.url, [`GET ${path} HTTP/1.1`, 'host: giaoban.example', `accept: ${accept}`, ...lines]);

describe.each(ADDRESSES)('%s', (path, accept) => {
  test.each<[string, string[]]>([
    ['a picture, a link or a program that says nothing', []],
    [
      'a stream or a picture of another site',
      ['sec-fetch-site: cross-site', 'sec-fetch-mode: cors', 'sec-fetch-dest: empty'],
    ],
    ['one of a neighbour under the same domain', ['sec-fetch-site: same-site']],
    ['a stream of another site', ['origin: https://evil.example', 'sec-fetch-site: cross-site']],
    ['a page without an origin', ['origin: null', 'sec-fetch-site: cross-site']],
    ['a page of another site, over plain HTTP', ['referer: https://evil.example/giaoban.example/']],
    ['a page that a redirection came from', ['referer: http://giaoban.example/graphiql', 'sec-fetch-site: cross-site']],
    ['a page that hides where it is', ['referer: ']],
    ['a password that browsers add by themselves', ['authorization: Basic cm9vdDpyb290']],
    ['an empty proof', ['apollo-require-preflight: ']],
    ['another origin that is asked for the last event', ['last-event-id: 1', 'sec-fetch-site: cross-site']],
  ])('%s: 400', async (_what, lines) => {
    const { status, errors } = await get(path, accept, lines);
    expect({ status, errors }).toEqual({
      status: 400,
      errors: [
        { message: expect.stringMatching(/apollo-require-preflight: yes/), extensions: { code: 'BAD_REQUEST' } },
      ],
    });
  });

  test.each<[string, string[]]>([
    [
      'EventSource in a page of this server',
      ['sec-fetch-site: same-origin', 'sec-fetch-mode: cors', 'sec-fetch-dest: empty'],
    ],
    ['the same over plain HTTP, where browsers say less', ['referer: http://giaoban.example/graphiql']],
    ['EventSource in an allowed page', [`origin: ${ALLOWED}`, 'sec-fetch-site: cross-site']],
    ['an address that a person has typed', ['sec-fetch-site: none', 'sec-fetch-mode: navigate']],
    ['a program with the header of Apollo', ['apollo-require-preflight: yes']],
    ['a client of Apollo', ['x-apollo-operation-name: Progress']],
    ['a program that says JSON', ['content-type: application/json']],
  ])('%s is let in, to be asked for a token', async (_what, lines) => {
    expect(await get(path, accept, lines)).toMatchObject({ status: 401 });
  });

  test('a token is a proof: a browser asks before it sends one', async () => {
    const authorization = `authorization: Bearer ${await tokenFor(Role.VIEWER)}`;
    // Of a stream the head is enough.
    const lines = ['host: giaoban.example', `accept: ${accept}`, authorization];
    expect(await sendRaw(app.url, [`HEAD ${path} HTTP/1.1`, ...lines])).toMatchObject({ status: 200 });
  });

  test('a type that a page may send without asking is none', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      expect(await get(path, accept, [`content-type: ${type}`, 'apollo-require-preflight: yes'])).toMatchObject({
        status: 415,
      });
    }
  });
});

describe('what a page of another origin may read', () => {
  const NAMES =
    'allow, content-disposition, etag, ratelimit, ratelimit-policy, retry-after, www-authenticate, x-position, x-request-id';

  test('an allowed one: the headers that it may need, of errors too', async () => {
    for (const path of ['/graphql', '/nothing', '/briefings/2020-03.md', '/healthz']) {
      const { headers } = await sendRaw(app.url, [
        `GET ${path} HTTP/1.1`,
        'host: giaoban.example',
        `origin: ${ALLOWED}`,
      ]);
      expect(headers).toMatchObject({ 'access-control-allow-origin': ALLOWED, 'access-control-expose-headers': NAMES });
      expect(headers['vary']?.toLowerCase()).toMatch(/\borigin\b/);
    }
  });

  test('another: nothing', async () => {
    const { status, headers } = await sendRaw(app.url, [
      'GET /healthz HTTP/1.1',
      'host: giaoban.example',
      'origin: https://evil.example',
    ]);
    expect(status).toBe(200);
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    expect(headers).not.toHaveProperty('access-control-expose-headers');
  });

  test('a browser that asks beforehand is told what an allowed page may do, and of another nothing but the methods', async () => {
    const ask = (origin: string) =>
      sendRaw(app.url, [
        'OPTIONS /graphql HTTP/1.1',
        'host: giaoban.example',
        `origin: ${origin}`,
        'access-control-request-method: POST',
        'access-control-request-headers: authorization,content-type',
      ]);
    expect(await ask(ALLOWED)).toMatchObject({
      status: 204,
      headers: {
        'access-control-allow-origin': ALLOWED,
        'access-control-allow-methods': expect.stringMatching(/POST/),
        'access-control-allow-headers': 'authorization,content-type',
        'access-control-max-age': '600',
      },
    });
    const { status, headers } = await ask('https://evil.example');
    expect({ status, allow: headers['allow'] }).toEqual({ status: 204, allow: 'GET, HEAD, OPTIONS, POST' });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('401 says how to come back', () => {
  const ADDRESSES_WITH_TOKENS = [
    '/graphql?query={__typename}',
    `/graphql/stream?query=${SUBSCRIPTION}`,
    '/briefings/2020-03.md',
  ];
  const PROOF = 'apollo-require-preflight: yes';

  test.each(ADDRESSES_WITH_TOKENS)('%s', async (path) => {
    const challenge = async (...lines: string[]) => {
      const { status, headers } = await get(path, '*/*', [PROOF, ...lines]);
      return [status, headers['www-authenticate']];
    };
    const plain = 'Bearer realm="giaoban"';
    expect(await challenge()).toEqual([401, plain]);
    expect(await challenge('authorization: Bearer ')).toEqual([401, plain]);
    expect(await challenge('authorization: Basic cm9vdDpyb290')).toEqual([401, plain]);
    expect(await challenge('authorization: Bearer a.b.c')).toEqual([401, `${plain}, error="invalid_token"`]);
  });

  test('of operations that are sent by POST, too', async () => {
    const body = '{"query":"{__typename}"}';
    const lines = [
      'POST /graphql HTTP/1.1',
      'host: giaoban.example',
      'content-type: application/json',
      `content-length: ${body.length}`,
    ];
    const { status, headers } = await sendRaw(app.url, [...lines, 'authorization: Bearer x'], body);
    expect([status, headers['www-authenticate']]).toEqual([401, 'Bearer realm="giaoban", error="invalid_token"']);
  });
});
