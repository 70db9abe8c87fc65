/** What is asked of a request before any of it is carried out: who sends it before what it says, and how much it is before it is parsed (P23). */
import { connect as connectTcp } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { MOST_JSON_LEVELS } from '../../src/server/json-shape';
import { openEachTransport, type EachTransport } from '../support/each-transport';
import { sendRaw } from '../support/raw-http';
import { connect } from '../support/raw-socket';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;
let viewer: string;
let reporter: string;
let each: EachTransport;

beforeAll(async () => {
  app = await startTestApp({ LIMIT_VALUES: '2000' });
  viewer = await tokenFor(Role.VIEWER);
  reporter = await tokenFor(Role.REPORTER);
  each = openEachTransport(app.url, viewer);
});
afterAll(async () => {
  each.close();
  await app.close();
});

const HOST = 'host: localhost';
const JSON_TYPE = 'content-type: application/json';
const QUERY = JSON.stringify({ query: '{ viewer { role } }' });
const PATHS = ['/graphql', '/graphql/stream'];

/** The head of a POST; the answer is awaited with the connection left open for more. */
const head = (path: string, ...lines: string[]): string[] => [
  `POST ${path} HTTP/1.1`,
  HOST,
  JSON_TYPE,
  'accept: application/json, text/event-stream',
  'connection: keep-alive',
  ...lines,
];

describe.each(PATHS)('P23: the token is looked at before the body, at %s', (path) => {
  test.each([
    ['announces a megabyte', 'content-length: 1000000'],
    ['comes in chunks', 'transfer-encoding: chunked'],
  ])('a body that %s is not waited for without a right, and the connection ends', async (_what, line) => {
    for (const authorization of ['authorization: Bearer a.b.c', 'x-none: 1']) {
      const { status, headers, errors } = await sendRaw(app.url, head(path, line, authorization));
      expect({ status, connection: headers['connection'] }).toEqual({ status: 401, connection: 'close' });
      expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    }
  });

  test('what is wrong with the body is not told to somebody without a right', async () => {
    for (const body of ['{', '[]', '{}', '"']) {
      const lines = [JSON_TYPE, `content-length: ${body.length}`, 'accept: application/json, text/event-stream'];
      expect(await sendRaw(app.url, [`POST ${path} HTTP/1.1`, HOST, ...lines], body)).toMatchObject({ status: 401 });
    }
  });

  test('a client that asks whether to send it is not told to', async () => {
    const lines = ['expect: 100-continue', 'content-length: 1000000', 'authorization: Bearer a.b.c'];
    expect(await sendRaw(app.url, head(path, ...lines))).toMatchObject({ status: 401 });
  });

  test('a connection is used again after a small body that was refused', async () => {
    const { hostname, port } = new URL(app.url);
    const socket = connectTcp(Number(port), hostname);
    const refused = `${head(path, `content-length: ${QUERY.length}`).join('\r\n')}\r\n\r\n${QUERY}`;
    socket.write(refused);
    let seen = '';
    for await (const chunk of socket) {
      const isFirst = seen === '';
      seen += String(chunk);
      if (isFirst) socket.write(`GET /healthz HTTP/1.1\r\n${HOST}\r\nconnection: close\r\n\r\n`);
    }
    expect(seen).toMatch(/^HTTP\/1.1 401 /);
    expect(seen).toContain('{"status":"alive"}');
  });
});

test('P23: a body that nobody reads ends the connection, wherever it is sent', async () => {
  const body = ['content-length: 1000000', 'connection: keep-alive'];
  for (const line of ['GET /healthz', 'POST /nowhere', 'OPTIONS /graphql', 'PUT /graphql', 'GET /%zz']) {
    const { headers } = await sendRaw(app.url, [`${line} HTTP/1.1`, HOST, ...body]);
    expect(headers['connection']).toBe('close');
  }
});

describe('P23: a body is as large as its sender has use for', () => {
  const send = (token: string, length: number) =>
    fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: QUERY.padEnd(length),
    });

  test('who may only read sends no more than over WebSocket', async () => {
    expect((await send(viewer, 65_536)).status).toBe(200);
    const refused = await send(viewer, 65_537);
    expect({ status: refused.status, body: await refused.json() }).toMatchObject({
      status: 413,
      body: { errors: [{ extensions: { code: 'LIMIT', limit: 65_536 } }] },
    });
  });

  test('who reports sends batches', async () => {
    expect((await send(reporter, 1_048_576)).status).toBe(200);
    expect((await send(reporter, 1_048_577)).status).toBe(413);
  });

  test('one that comes in chunks is counted as it comes', async () => {
    const { hostname, port } = new URL(app.url);
    const socket = connectTcp(Number(port), hostname);
    const lines = head('/graphql', 'transfer-encoding: chunked', `authorization: Bearer ${viewer}`);
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    const chunk = `10000\r\n${' '.repeat(65_536)}\r\n`;
    socket.write(chunk);
    socket.write(chunk);
    let seen = '';
    for await (const answer of socket) seen += String(answer);
    expect(seen).toMatch(/^HTTP\/1.1 413 /);
  });
});

describe('P23: JSON is measured before it is parsed, alike on every transport', () => {
  const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));
  const query = '{ viewer { role } }';
  const ask = async (variables: Record<string, unknown>, transports: Parameters<EachTransport['ask']>[0][]) => {
    const replies = await Promise.all(transports.map((transport) => each.ask(transport, { query, variables })));
    return replies.map(({ errors, closed }) => ({ errors, closed }));
  };

  test('how deep it nests: what is around the variables does not count against them', async () => {
    const all = ['POST', 'GET', 'WebSocket', 'event stream', 'event stream by GET'] as const;
    // The operation and its variables are two levels.
    for (const { errors } of await ask({ a: nested(MOST_JSON_LEVELS - 2) }, [...all])) expect(errors).toBeUndefined();
    const message = `The JSON of the request nests ${MOST_JSON_LEVELS + 1} levels deep, the limit is ${MOST_JSON_LEVELS}. Nest less.`;
    const errors = [{ message, extensions: { code: 'LIMIT', limit: MOST_JSON_LEVELS, actual: MOST_JSON_LEVELS + 1 } }];
    for (const reply of await ask({ a: nested(MOST_JSON_LEVELS - 1) }, [...all])) expect(reply.errors).toEqual(errors);
  });

  test('how many values it has', async () => {
    const transports = ['POST', 'WebSocket', 'event stream'] as const;
    const list = (length: number) => ({ a: Array.from({ length }, () => 1) });
    // Besides the elements: the operation with its two members, the variables, and the list.
    for (const { errors } of await ask(list(1_997), [...transports])) expect(errors).toBeUndefined();
    const [first, ...others] = await ask(list(1_998), [...transports]);
    expect(first?.errors).toMatchObject([{ extensions: { code: 'LIMIT', limit: 2_000, actual: 2_001 } }]);
    for (const reply of others) expect(reply).toEqual(first);
  });

  test('a socket goes on, whatever of the message comes first; an id that is in use is not answered for', async () => {
    const raw = await connect(app.url, viewer);
    const deep = JSON.stringify({ query, variables: { id: 'c', type: 'ping', a: nested(100) } });
    for (const text of [
      `{"payload":${deep},"id":"\\u0061\\"","type":"subscribe"}`,
      ` { "type" : "subscribe" , "id" : "a\\"" , "payload" : ${deep} } `,
    ]) {
      raw.socket.send(text);
      expect(await raw.next()).toMatchObject({ type: 'error', id: 'a"', payload: [{ extensions: { code: 'LIMIT' } }] });
    }
    raw.send({ type: 'subscribe', id: 'b', payload: { query: 'subscription { progress { planned } }' } });
    expect(await raw.next()).toMatchObject({ type: 'next', id: 'b' });
    raw.socket.send(`{"type":"subscribe","id":"b","payload":${deep}}`);
    expect(await raw.closed).toMatchObject({ code: 4409 });
  });

  test.each(['ping', 'pong', 'connection_init', 'complete', 'nothing'])(
    'a message "%s" that nests too deep closes the socket with 4400',
    async (type) => {
      const raw = await connect(app.url, viewer);
      raw.socket.send(JSON.stringify({ type, payload: nested(100) }));
      expect(await raw.closed).toEqual({ code: 4400, reason: expect.stringMatching(/nests 100 levels deep/) });
    },
  );
});
