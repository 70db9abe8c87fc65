/** Hosts, addresses, ids, and what is no request at all (RFC 9110, RFC 9112). */
import { once } from 'node:events';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { sendBytes, sendRaw } from '../support/raw-http';
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

describe('hosts and addresses', () => {
  test('none in HTTP/1.1, or two: 400; none in HTTP/1.0: served', async () => {
    expect(await sendRaw(app.url, ['GET /healthz HTTP/1.1'])).toMatchObject({
      status: 400,
      errors: [{ message: expect.stringMatching(/no header "host"/) }],
    });
    expect(await sendRaw(app.url, ['GET /healthz HTTP/1.1', HOST, 'host: evil.example'])).toMatchObject({
      status: 400,
      errors: [{ message: expect.stringMatching(/"host" is given twice/) }],
    });
    expect(await sendRaw(app.url, ['GET /healthz HTTP/1.0'])).toMatchObject({
      status: 200,
      body: '{"status":"alive"}',
    });
  });

  test.each(['authorization', 'content-type'])(
    'two headers "%s", which could contradict each other: 400',
    async (name) => {
      expect(await sendRaw(app.url, ['GET /healthz HTTP/1.1', HOST, `${name}: a`, `${name}: b`])).toMatchObject({
        status: 400,
      });
    },
  );

  test('a host that is none does not disturb', async () => {
    const lines = ['POST /graphql HTTP/1.1', 'host: [', bearer(), JSON_TYPE, `content-length: ${QUERY.length}`];
    expect(await sendRaw(app.url, lines, QUERY)).toMatchObject({ status: 200 });
  });

  test('a whole address as the target is served, with the host that it names', async () => {
    const served = await sendRaw(app.url, ['GET http://localhost/healthz HTTP/1.1', 'host: evil.example']);
    expect(served).toMatchObject({ status: 200, body: '{"status":"alive"}' });
    expect(await sendRaw(app.url, ['GET http://localhost HTTP/1.1', HOST])).toMatchObject({ status: 404 });
    expect(
      await sendRaw(app.url, ['GET http://localhost/graphql?query={__typename} HTTP/1.1', HOST, bearer()]),
    ).toMatchObject({ status: 200 });
  });

  test('one that cannot be read: 400; one that is too long: 414', async () => {
    expect(await sendRaw(app.url, ['GET /%zz HTTP/1.1', HOST])).toMatchObject({
      status: 400,
      headers: { 'x-content-type-options': 'nosniff' },
      errors: [{ message: expect.stringMatching(/address/) }],
    });
    for (const long of [`/briefings/${'x'.repeat(200)}`, `/graphql?query=${'x'.repeat(20_000)}`]) {
      expect(await sendRaw(app.url, [`GET ${long} HTTP/1.1`, HOST])).toMatchObject({ status: 414 });
    }
  });

  test('headers that are too large: 431', async () => {
    expect(await sendRaw(app.url, ['GET /healthz HTTP/1.1', HOST, `x: ${'x'.repeat(20_000)}`])).toMatchObject({
      status: 431,
      errors: [{ extensions: { code: 'LIMIT' } }],
    });
  });
});

describe('what is no request: 400, in JSON', () => {
  test.each<[string, Buffer]>([
    ['a word', Buffer.from('HELLO\r\n\r\n')],
    ['TLS', Buffer.from('16030102000100', 'hex')],
    [
      'two lengths',
      Buffer.from('POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}'),
    ],
    [
      'a length, and chunks',
      Buffer.from(
        'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n',
      ),
    ],
    ['a header with a control character', Buffer.from('GET /healthz HTTP/1.1\r\nhost: localhost\r\nx: \0\r\n\r\n')],
  ])('%s', async (_what, bytes) => {
    const { status, headers, errors } = await sendBytes(app.url, bytes);
    expect({ status, type: headers['content-type'], connection: headers['connection'] }).toEqual({
      status: 400,
      type: 'application/json; charset=utf-8',
      connection: 'close',
    });
    expect(errors).toEqual([{ message: 'This is not a request of HTTP/1.1.', extensions: { code: 'BAD_REQUEST' } }]);
  });

  test('and nothing is said within an answer that is on its way: the connection ends', async () => {
    const { hostname, port } = new URL(app.url);
    const socket = connect(Number(port), hostname);
    const query = encodeURIComponent('subscription { congressChanged { cursor } }');
    const lines = [`GET /graphql/stream?query=${query} HTTP/1.1`, HOST, bearer(), 'accept: text/event-stream'];
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    let seen = '';
    for await (const chunk of socket) {
      if (seen === '') socket.write('HELLO\r\n\r\n');
      seen += String(chunk);
    }
    expect(seen).toMatch(/^HTTP\/1.1 200 OK/);
    expect(seen).not.toMatch(/is not a request/);
  });
});

describe('an offer of HTTP/2, as programs in Java make it', () => {
  const OFFER = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABkAAQAAP__' };

  test('is not taken, and the request is answered: one after another over the same connection', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const connections = new Set<Socket>();
    for (let round = 0; round < 12; round += 1) {
      const sent = httpRequest(`${app.url}/graphql`, {
        agent,
        method: 'POST',
        headers: { ...OFFER, authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      });
      sent.once('socket', (socket) => connections.add(socket)).end(QUERY);
      const [response] = (await once(sent, 'response')) as [IncomingMessage];
      let body = '';
      for await (const chunk of response) body += String(chunk);
      expect({ status: response.statusCode, body: JSON.parse(body) as unknown }).toMatchObject({
        status: 200,
        body: { data: { viewer: { role: 'VIEWER' } } },
      });
    }
    agent.destroy();
    expect(connections.size).toBe(1);
  });
});

describe('the id of a request', () => {
  const idFor = async (given: string) =>
    (await sendRaw(app.url, ['GET /healthz HTTP/1.1', HOST, `x-request-id: ${given}`])).headers['x-request-id'];

  test('is the one that a proxy gives it', async () => {
    for (const id of ['0af7651916cd43dd8448eb211c80319c', 'a.b:c=d+e/f@g-h_i', 'x'.repeat(128)])
      expect(await idFor(id)).toBe(id);
  });

  test.each(['x'.repeat(129), '', 'a b', '"', '{"level":50}', '\\n', 'é'])(
    'is a new one instead of %j',
    async (given) => {
      expect(await idFor(given)).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    },
  );
});
