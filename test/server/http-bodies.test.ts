/** What a body may be, and what may be asked for as an answer: types, charsets and codings (RFC 9110, "GraphQL over HTTP"). */
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { sendRaw } from '../support/raw-http';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;
let token: string;

beforeAll(async () => {
  app = await startTestApp();
  token = await tokenFor(Role.VIEWER);
});
afterAll(() => app.close());

const HOST = 'host: localhost';
const JSON_TYPE = 'content-type: application/json';
const QUERY = JSON.stringify({ query: '{ viewer { role } }' });
const bearer = (): string => `authorization: Bearer ${token}`;

describe('a body', () => {
  const post = (path: string, lines: string[], body: string | Buffer = QUERY) =>
    sendRaw(
      app.url,
      [`POST ${path} HTTP/1.1`, HOST, bearer(), `content-length: ${Buffer.byteLength(body)}`, ...lines],
      body,
    );

  test.each(['gzip', 'br', 'zstd', 'gzip, identity'])(
    'with content-encoding %s: 415, which says what is taken',
    async (coding) => {
      for (const path of ['/graphql', '/graphql/stream']) {
        const refused = await post(path, [JSON_TYPE, `content-encoding: ${coding}`], gzipSync(QUERY));
        expect(refused).toMatchObject({
          status: 415,
          headers: { 'accept-encoding': 'identity' },
          errors: [{ message: expect.stringMatching(/is compressed/), extensions: { code: 'BAD_REQUEST' } }],
        });
      }
    },
  );

  test.each([
    'application/xml',
    'text/plain',
    'text/plain;charset=utf-8',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/graphql',
    'application/json; charset=utf-16',
    'application/json; charset="iso-8859-1"',
    'nonsense',
    '',
  ])('of type "%s": 415, which says what is taken', async (type) => {
    for (const path of ['/graphql', '/graphql/stream']) {
      const refused = await post(path, type === '' ? [] : [`content-type: ${type}`]);
      expect(refused).toMatchObject({
        status: 415,
        headers: { accept: 'application/json' },
        errors: [{ message: expect.stringMatching(/Send JSON in UTF-8/), extensions: { code: 'BAD_REQUEST' } }],
      });
    }
  });

  test.each([
    'application/json',
    'Application/JSON',
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'application/json; charset=utf8',
    'application/json; x=y',
  ])('of type %s is read', async (type) => {
    expect(await post('/graphql', [`content-type: ${type}`, 'content-encoding: identity'])).toMatchObject({
      status: 200,
    });
  });

  test('that is not UTF-8: 400, before a letter is replaced', async () => {
    const body = Buffer.from(JSON.stringify({ query: '{ organizations(search: "Hà") { totalCount } }' }), 'latin1');
    expect(await post('/graphql', [JSON_TYPE], body)).toMatchObject({
      status: 400,
      errors: [{ message: expect.stringMatching(/not UTF-8/) }],
    });
  });

  test.each(['[]', '5', '"text"', 'null', '{}', '', '{"query":5}', '{"__proto__":{"x":1}}'])(
    '%s: 400',
    async (body) => {
      expect(await post('/graphql', [JSON_TYPE], body)).toMatchObject({
        status: 400,
        errors: [{ extensions: { code: 'BAD_REQUEST' } }],
      });
    },
  );

  test('that the client sends only when told to', async () => {
    const lines = ['POST /graphql HTTP/1.1', HOST, bearer(), JSON_TYPE, `content-length: ${QUERY.length}`];
    expect(await sendRaw(app.url, [...lines, 'expect: 100-continue'], QUERY)).toMatchObject({
      status: 100,
      body: expect.stringMatching(/^HTTP\/1.1 200 OK/),
    });
    expect(await sendRaw(app.url, [...lines, 'expect: magic'], QUERY)).toMatchObject({ status: 417 });
  });

  test('in a transfer coding other than chunked: 501', async () => {
    const lines = ['POST /graphql HTTP/1.1', HOST, JSON_TYPE, 'transfer-encoding: gzip, chunked'];
    expect(await sendRaw(app.url, lines, '0\r\n\r\n')).toMatchObject({ status: 501 });
  });
});

describe('what is accepted as an answer', () => {
  const ask = (accept: string, query: string) =>
    sendRaw(
      app.url,
      [
        'POST /graphql HTTP/1.1',
        HOST,
        bearer(),
        JSON_TYPE,
        `content-length: ${query.length}`,
        ...(accept === '' ? [] : [`accept: ${accept}`]),
      ],
      query,
    );
  const OLD = 'application/json; charset=utf-8';
  const NEW = 'application/graphql-response+json; charset=utf-8';

  test.each([
    ['', OLD, 400],
    ['*/*', OLD, 400],
    ['application/*', OLD, 400],
    ['application/json', OLD, 200],
    ['application/json;q=0.5, */*;q=0.1', OLD, 200],
    ['application/graphql-response+json', NEW, 400],
    ['application/graphql-response+json, application/json;q=0.9', NEW, 400],
    ['application/json;q=0, */*', NEW, 400],
    ['text/html, application/graphql-response+json;q=0.1', NEW, 400],
  ])('"%s": %s, and %i for what GraphQL refuses', async (accept, type, status) => {
    expect(await ask(accept, QUERY)).toMatchObject({ status: 200, headers: { 'content-type': type } });
    const refused = JSON.stringify({ query: '{ nothing }' });
    expect(await ask(accept, refused)).toMatchObject({ status, headers: { 'content-type': type } });
    // What is not an operation at all is refused by HTTP.
    expect(await ask(accept, '{}')).toMatchObject({ status: 400 });
  });

  test('a type that there is not: 406, and nothing is done', async () => {
    const admin = await tokenFor(Role.ADMIN);
    const before = await app.ask('{ progress { asOf } }');
    const body = JSON.stringify({ query: 'mutation { turnDay(input: {}) { position } }' });
    const lines = [
      'POST /graphql HTTP/1.1',
      HOST,
      `authorization: Bearer ${admin}`,
      JSON_TYPE,
      `content-length: ${body.length}`,
    ];
    expect(await sendRaw(app.url, [...lines, 'accept: text/csv'], body)).toMatchObject({ status: 406 });
    expect(await app.ask('{ progress { asOf } }')).toEqual(before);
  });

  test('answers are not to be kept, and depend on who asks and how', async () => {
    const { headers } = await ask('', QUERY);
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    expect(headers['vary']?.toLowerCase().split(', ').sort()).toEqual([
      'accept',
      'accept-encoding',
      'authorization',
      'origin',
    ]);
  });
});

describe('an address', () => {
  test.each(['variables=', 'variables=null', 'variables={}', 'extensions=', 'extensions=null', 'operationName='])(
    'with %s asks for nothing more',
    async (parameter) => {
      const asked = `query=${encodeURIComponent('{ viewer { role } }')}&${parameter}`;
      const headers = { authorization: `Bearer ${token}` };
      const plain = await fetch(`${app.url}/graphql?${asked}`, { headers });
      expect(await plain.json()).toMatchObject({ data: { viewer: { role: 'VIEWER' } } });
      const accept = 'text/event-stream';
      const stream = await fetch(`${app.url}/graphql/stream?${asked}`, { headers: { ...headers, accept } });
      expect(await stream.text()).toContain('{"viewer":{"role":"VIEWER"}}');
    },
  );
});
