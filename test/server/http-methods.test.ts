/** Methods as RFC 9110 has them: 405 with `Allow` at every address, OPTIONS, and HEAD, which costs less than GET. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { sendRaw } from '../support/raw-http';
import { METRICS_TOKEN } from '../support/read-metrics';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;
let token: string;

beforeAll(async () => {
  app = await startTestApp({ METRICS_TOKEN, EXPLORERS: 'on' });
  token = await tokenFor(Role.VIEWER);
});
afterAll(() => app.close());

const HOST = 'host: localhost';
const JSON_TYPE = 'content-type: application/json';
const bearer = (): string => `authorization: Bearer ${token}`;

describe('methods', () => {
  const READ = 'GET, HEAD, OPTIONS';
  const OPERATIONS = 'GET, HEAD, OPTIONS, POST';
  const ADDRESSES: [string, string][] = [
    ['/graphql', OPERATIONS],
    ['/graphql/stream', OPERATIONS],
    ['/briefings/2020-03.docx', READ],
    ['/', READ],
    ['/o/01', READ],
    ['/o/01/late', READ],
    ['/o/01/late.xlsx', READ],
    ['/page/1/page.css', READ],
    ['/healthz', READ],
    ['/readyz', READ],
    ['/metrics', READ],
    ['/graphiql', READ],
    ['/graphiql/', READ],
    ['/graphiql/1/graphiql.js', READ],
  ];

  test.each(ADDRESSES)('%s: 405 names those that it has, OPTIONS is answered with them', async (path, allow) => {
    for (const method of [
      'PUT',
      'DELETE',
      'PATCH',
      'TRACE',
      'PROPFIND',
      'QUERY',
      ...(allow === READ ? ['POST'] : []),
    ]) {
      const { status, headers, errors } = await sendRaw(app.url, [`${method} ${path}?x=1 HTTP/1.1`, HOST]);
      expect({ method, status, allow: headers['allow'] }).toEqual({ method, status: 405, allow });
      expect(errors).toEqual([
        { message: `${method} is not possible here. Use one of ${allow}.`, extensions: { code: 'BAD_REQUEST' } },
      ]);
    }
    const asked = await sendRaw(app.url, [`OPTIONS ${path} HTTP/1.1`, HOST]);
    expect({ status: asked.status, allow: asked.headers['allow'], body: asked.body }).toEqual({
      status: 204,
      allow,
      body: '',
    });
  });

  test('OPTIONS * names those of the whole server', async () => {
    expect(await sendRaw(app.url, ['OPTIONS * HTTP/1.1', HOST])).toMatchObject({
      status: 204,
      headers: { allow: OPERATIONS },
    });
  });

  test('where nothing is there is no method either', async () => {
    for (const method of ['GET', 'POST', 'PUT', 'OPTIONS']) {
      const { status, headers } = await sendRaw(app.url, [`${method} /graphql/ HTTP/1.1`, HOST, JSON_TYPE]);
      expect({ status, allow: headers['allow'] }).toEqual({ status: 404, allow: undefined });
    }
    const unknownFile = await sendRaw(app.url, ['GET /graphiql/1/nothing.js HTTP/1.1', HOST]);
    expect(unknownFile).toMatchObject({ status: 404, errors: [{ message: 'There is no such file here.' }] });
  });

  test('one that HTTP does not have: 501', async () => {
    const { status, errors } = await sendRaw(app.url, ['BREW /graphql HTTP/1.1', HOST]);
    expect({ status, errors }).toMatchObject({ status: 501, errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  test.each(['/healthz', '/readyz', '/graphiql', '/nothing', '/graphql?query={viewer{role}}'])(
    'HEAD of %s has the status and the headers of GET, and no body',
    async (path) => {
      const head = [HOST, bearer(), 'accept: application/json, text/html;q=0.5', 'accept-encoding: gzip'];
      const got = await sendRaw(app.url, [`GET ${path} HTTP/1.1`, ...head]);
      const asked = await sendRaw(app.url, [`HEAD ${path} HTTP/1.1`, ...head]);
      // The budget fills up from one to the other.
      const own = ['x-request-id', 'date', 'ratelimit'];
      const shared = ({ headers }: typeof got) => Object.entries(headers).filter(([name]) => !own.includes(name));
      expect(asked.body).toBe('');
      expect(asked.status).toBe(got.status);
      expect(shared(asked)).toEqual(shared(got));
    },
  );

  test('HEAD of the figures does not gather them, and of a stream does not begin one', async () => {
    const figures = await sendRaw(app.url, ['HEAD /metrics HTTP/1.1', HOST, `authorization: Bearer ${METRICS_TOKEN}`]);
    expect(figures).toMatchObject({
      status: 200,
      body: '',
      headers: { 'content-type': expect.stringMatching(/^text\/plain/) },
    });
    expect(figures.headers).not.toHaveProperty('content-length');
    const address = `/graphql/stream?query=${encodeURIComponent('subscription { congressChanged { cursor } }')}`;
    const stream = await sendRaw(app.url, [`HEAD ${address} HTTP/1.1`, HOST, bearer(), 'accept: text/event-stream']);
    expect(stream).toMatchObject({
      status: 200,
      body: '',
      headers: { 'content-type': 'text/event-stream; charset=utf-8' },
    });
  });

  test('the figures ask for their token by every method that they have', async () => {
    for (const method of ['GET', 'HEAD']) {
      for (const [lines, challenge] of [
        [[], 'Bearer realm="giaoban"'],
        [[bearer()], 'Bearer realm="giaoban", error="invalid_token"'],
      ] as const) {
        const { status, headers } = await sendRaw(app.url, [`${method} /metrics HTTP/1.1`, HOST, ...lines]);
        expect([status, headers['www-authenticate']]).toEqual([401, challenge]);
      }
    }
  });
});
