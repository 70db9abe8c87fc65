/** Each limit, beyond it and just within it, the same on every transport (P8); and the page that lists them. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect as connectTcp } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import WebSocket from 'ws';
import { Role } from '../../src/access/viewer';
import type { App } from '../../src/app';
import { readConfig } from '../../src/config/config';
import { LIMIT_SETTINGS } from '../../src/config/read-limits';
import { openCleanUp } from '../support/clean-up';
import { holdTable } from '../support/hold-table';
import { cloneTemplate, type Clone } from '../support/templates';
import { openRawEventStream, sendStreamRequest, type RawEventStream } from '../support/raw-event-stream';
import { askSocket, connect, openRawSocket, type RawSocket } from '../support/raw-socket';
import { post, startOn, tokenFor } from '../support/start-test-app';
import { problemOf } from '../support/problem-of';

const EVENTS = 'subscription { congressChanged { node { position } } }';
const QUERY = '{ viewer { role } }';

const closers = openCleanUp();
let database: Clone;
let token: string;

beforeAll(async () => {
  database = await cloneTemplate('small');
  token = await tokenFor(Role.VIEWER);
});
afterEach(() => closers.closeAll());
afterAll(() => database.drop());

async function start(environment: Record<string, string>): Promise<App> {
  const app = await startOn(database.url, environment);
  closers.add(app.close);
  return app;
}

async function enter(app: App): Promise<RawSocket> {
  const raw = await connect(app.url, token);
  closers.add(() => {
    raw.socket.terminate();
    return Promise.resolve();
  });
  return raw;
}

async function stream(app: App, query = EVENTS): Promise<RawEventStream> {
  const opened = await openRawEventStream(app.url, { query }, { token });
  closers.add(() => {
    opened.leave();
    return Promise.resolve();
  });
  return opened;
}

const codeOf = async (refused: RawEventStream): Promise<unknown> => {
  const { errors } = JSON.parse(await refused.body()) as { errors: { extensions: Record<string, unknown> }[] };
  return errors[0]?.extensions;
};

describe('a setting', () => {
  const settings = Object.entries(LIMIT_SETTINGS).map(([name, setting]) => ({ name, ...setting }));
  const limitsWith = (name: string, value: string) => readConfig({ [name]: value }).limits;

  test.each(settings)(
    '$name: $otherwise when absent; from $least to $most',
    ({ name, limit, otherwise, least, most }) => {
      expect(readConfig({}).limits[limit]).toBe(otherwise);
      expect(limitsWith(name, ' ')[limit]).toBe(otherwise);
      expect(limitsWith(name, `${least}`)[limit]).toBe(least);
      expect(limitsWith(name, `${most}`)[limit]).toBe(most);
    },
  );

  test.each(settings)('a wrong $name stops the start with one line', ({ name, limit, least, most }) => {
    const isTime = limit.endsWith('Seconds');
    const what = `${isTime ? 'a number of seconds' : 'a whole number'} from ${least} to ${most}`;
    const beyond = [`${most + 1}`, ...(least === 0 ? [] : [`${isTime ? least / 2 : least - 1}`])];
    const values = [...beyond, ...(isTime ? [] : [`${least}.5`]), '-1', '1e3', 'many', '1,000', 'Infinity', '0x400'];
    for (const value of values) {
      const problem = problemOf(() => limitsWith(name, value));
      expect(problem.message).toBe(`${name} is "${value}". Use ${what}.`);
      expect(problem.details.argument).toBe(name);
    }
  });
});

describe('docs/configuration.md', () => {
  const page = readFileSync(join(__dirname, '..', '..', 'docs', 'configuration.md'), 'utf8');
  const section = page.slice(page.indexOf('## Limits'));
  const rows = [...section.matchAll(/^\| `(.+)` \| (.+) \| (.+) \| (.+) \|$/gm)].map(([, name, otherwise, range]) => ({
    name,
    otherwise,
    range,
  }));

  test('has a row for each limit, with its default and its range, and for nothing else', () => {
    expect(rows).toEqual(
      Object.entries(LIMIT_SETTINGS).map(([name, { otherwise, least, most }]) => ({
        name,
        otherwise: `${otherwise}`,
        range: `${least} to ${most}`,
      })),
    );
  });
});

describe('a message and a body', () => {
  test('LIMIT_MESSAGE_BYTES: as long as that is answered, one byte more closes with 1009', async () => {
    const app = await start({ LIMIT_MESSAGE_BYTES: '1024' });
    const raw = await enter(app);
    const message = (length: number): string => {
      const text = JSON.stringify({ type: 'subscribe', id: '1', payload: { query: QUERY } });
      return text.replace(QUERY, QUERY.padEnd(QUERY.length + length - text.length));
    };
    raw.socket.send(message(1_024));
    expect(await raw.next()).toMatchObject({ type: 'next', payload: { data: { viewer: { role: 'VIEWER' } } } });
    raw.socket.send(message(1_025));
    expect(await raw.closed).toMatchObject({ code: 1009 });
  });

  test.each(['/graphql', '/graphql/stream'])('LIMIT_BODY_BYTES at %s: 413 beyond it', async (path) => {
    const app = await start({ LIMIT_BODY_BYTES: '1024' });
    const send = async (length: number): Promise<Response> => {
      const body = JSON.stringify({ query: QUERY });
      const headers = {
        'content-type': 'application/json',
        accept: path === '/graphql' ? 'application/json' : 'text/event-stream',
        authorization: `Bearer ${token}`,
      };
      return fetch(`${app.url}${path}`, { method: 'POST', headers, body: body.padEnd(length) });
    };
    const within = await send(1_024);
    expect({ status: within.status, body: await within.text() }).toEqual({
      status: 200,
      body: expect.stringContaining('{"data":{"viewer":{"role":"VIEWER"}},"extensions":'),
    });
    const beyond = await send(1_025);
    expect({ status: beyond.status, body: await beyond.json() }).toEqual({
      status: 413,
      body: {
        errors: [
          {
            message: 'The request is larger than 1024 bytes. Send less at once.',
            extensions: { code: 'LIMIT', limit: 1_024 },
          },
        ],
      },
    });
  });
});

describe('a document', () => {
  const deep = (levels: number) =>
    `{ organization(code: "01") { ${'parent { '.repeat(levels - 2)}code${' }'.repeat(levels - 1)} }`;
  const TOO_MUCH: [string, string, number, number | undefined][] = [
    ['LIMIT_TOKENS', `{ ${Array.from({ length: 100 }, (_, index) => `r${index}`).join(' ')} }`, 100, undefined],
    ['LIMIT_DEPTH', deep(6), 5, 6],
    ['LIMIT_COST', '{ congresses(first: 200) { edges { node { id } } } }', 300, 900],
  ];
  const subscription = (query: string): string =>
    query.replace('{', 'subscription { congressChanged { node { congress { organization {').concat('}}}}');

  test('just within the limits is answered alike on all transports', async () => {
    const app = await start({ LIMIT_DEPTH: '5', LIMIT_COST: '300' });
    const raw = await enter(app);
    const query = deep(5);
    const overHttp = await post(app.url, query, {}, token);
    expect(overHttp.errors).toBeUndefined();
    expect(await askSocket(raw, query)).toEqual(overHttp);
    expect(await (await stream(app, query)).next()).toEqual({ event: 'next', data: overHttp });
  });

  test.each(TOO_MUCH)('beyond %s is refused alike on all transports (P8)', async (name, query, limit, actual) => {
    const app = await start({ [name]: `${limit}` });
    const raw = await enter(app);
    const { errors } = await post(app.url, query, {}, token);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions).toEqual({ code: 'LIMIT', limit, ...(actual === undefined ? {} : { actual }) });
    expect(await askSocket(raw, query)).toEqual({ errors });
    for (const get of [false, true]) {
      const refused = await openRawEventStream(app.url, { query }, { token, get });
      expect(refused.status).toBe(400);
      expect(JSON.parse(await refused.body())).toEqual({ errors });
    }
  });

  test('that subscribes is measured too', async () => {
    const app = await start({ LIMIT_DEPTH: '5' });
    const query = subscription('{ parent { code } }');
    const refusal = { code: 'LIMIT', limit: 5, actual: 6 };
    expect((await askSocket(await enter(app), query)).errors?.[0]?.extensions).toEqual(refusal);
    expect(await codeOf(await stream(app, query))).toEqual(refusal);
  });
});

describe('LIMIT_CONNECTIONS', () => {
  const REASON = 'This server already has 2 connections. Come back later.';

  /** Comes back until there is a place: whoever has left is gone when the server has noticed. */
  async function untilAdmitted(app: App): Promise<RawEventStream> {
    for (;;) {
      const opened = await stream(app);
      if (opened.status === 200) return opened;
      expect(opened.status).toBe(503);
    }
  }

  test('sockets and streams share the places; who is too many is told to come later; a place that is left is free', async () => {
    const app = await start({ LIMIT_CONNECTIONS: '2' });
    const socket = await enter(app);
    const first = await stream(app);
    expect(first.status).toBe(200);
    const refusedSocket = openRawSocket(app.url);
    expect(await refusedSocket.closed).toEqual({ code: 1013, reason: REASON });
    const refused = await stream(app);
    expect({ status: refused.status, wait: refused.headers['retry-after'] }).toEqual({ status: 503, wait: '5' });
    expect(JSON.parse(await refused.body())).toEqual({
      errors: [{ message: REASON, extensions: { code: 'LIMIT', limit: 2 } }],
    });
    socket.socket.close();
    const second = await untilAdmitted(app);
    expect((await stream(app)).status).toBe(503);
    first.leave();
    second.leave();
    await untilAdmitted(app);
    await untilAdmitted(app);
    // Queries over HTTP are no such connections.
    expect((await post(app.url, QUERY, {}, token)).errors).toBeUndefined();
  });

  test('streams that come at the same moment do not exceed it', async () => {
    const app = await start({ LIMIT_CONNECTIONS: '2' });
    const all = await Promise.all(Array.from({ length: 8 }, () => stream(app)));
    expect(all.map(({ status }) => status).sort()).toEqual([200, 200, 503, 503, 503, 503, 503, 503]);
  });

  test('who leaves while they are asked who they are leaves no place taken', async () => {
    const app = await start({ LIMIT_CONNECTIONS: '2' });
    const held = await holdTable(database.url, 'organization');
    closers.add(held.letGo);
    // Where the organization of a token lies is looked up once for all who send it.
    const tokens = await Promise.all(['01', '79'].map((code) => tokenFor(Role.VIEWER, code)));
    const sent = tokens.map((each) => sendStreamRequest(app.url, { query: EVENTS }, { token: each }));
    await held.waitFor(2);
    await Promise.all(
      sent.map(
        (request) =>
          new Promise((resolve) => {
            request.on('error', () => undefined).once('close', resolve);
            request.destroy();
          }),
      ),
    );
    // By the time that it answers somebody else, the server has seen them go.
    await fetch(`${app.url}/healthz`);
    await held.letGo();
    await untilAdmitted(app);
    await untilAdmitted(app);
  });
});

describe('LIMIT_OPERATIONS_PER_SOCKET', () => {
  const STATE = 'subscription { progress { position } }';
  const subscribe = (raw: RawSocket, id: string, query = EVENTS): void => {
    raw.send({ type: 'subscribe', id, payload: { query } });
  };
  const refusal = { code: 'LIMIT', limit: 2, actual: 3 };

  test('one more is refused with LIMIT; what runs goes on, and what is completed makes room', async () => {
    const raw = await enter(await start({ LIMIT_OPERATIONS_PER_SOCKET: '2' }));
    for (const id of ['a', 'b']) subscribe(raw, id, STATE);
    for (let states = 0; states < 2; states += 1) expect(await raw.next()).toMatchObject({ type: 'next' });
    subscribe(raw, 'c');
    expect(await raw.next()).toMatchObject({ type: 'error', id: 'c', payload: [{ extensions: refusal }] });
    raw.send({ type: 'complete', id: 'a' });
    expect(await askSocket(raw, QUERY)).toEqual({ data: { viewer: { role: 'VIEWER' } } });
    subscribe(raw, 'd', STATE);
    expect(await raw.next()).toMatchObject({ type: 'next', id: 'd' });
    subscribe(raw, 'e', QUERY);
    expect(await raw.next()).toMatchObject({ type: 'error', id: 'e', payload: [{ extensions: refusal }] });
  });

  test('what the client has lost interest in counts for as long as it keeps the server busy', async () => {
    const app = await start({ LIMIT_OPERATIONS_PER_SOCKET: '1' });
    const raw = await connect(app.url, await tokenFor(Role.REPORTER));
    const held = await holdTable(database.url, 'congress');
    closers.add(held.letGo);
    // A change that has begun is carried out to its end; everything else is called off.
    const reports = '[{ organization: "01", heldOn: "2020-02-01" }]';
    subscribe(raw, 'a', `mutation { reportCongressesCompleted(input: { reports: ${reports} }) { cursor } }`);
    await held.waitFor(1);
    raw.send({ type: 'complete', id: 'a' });
    subscribe(raw, 'b');
    const refused = { code: 'LIMIT', limit: 1, actual: 2 };
    expect(await raw.next()).toMatchObject({ type: 'error', id: 'b', payload: [{ extensions: refused }] });
    raw.socket.terminate();
  });

  test('an id that the client has completed is free at once: what comes belongs to the newer operation', async () => {
    const raw = await enter(await start({}));
    for (let again = 0; again < 3; again += 1) {
      subscribe(raw, 'a', EVENTS);
      raw.send({ type: 'complete', id: 'a' });
    }
    subscribe(raw, 'a', STATE);
    expect(await raw.next()).toMatchObject({ type: 'next', id: 'a', payload: { data: { progress: {} } } });
    // Not complete, as the earlier ones are: its id is still taken.
    subscribe(raw, 'a', QUERY);
    expect(await raw.closed).toMatchObject({ code: 4409 });
  });

  test('two operations of one long id: 4409, with a reason that fits', async () => {
    const raw = await enter(await start({}));
    const id = 'ắ'.repeat(1_000);
    subscribe(raw, id, EVENTS);
    subscribe(raw, id, EVENTS);
    expect(await raw.closed).toEqual({ code: 4409, reason: expect.stringMatching(/^Subscriber for ắ+…$/) });
  });
});

describe('times', () => {
  test('INIT_SECONDS: a socket that does not say who it is is closed with 4408, one that does stays', async () => {
    const app = await start({ INIT_SECONDS: '0.5' });
    const served = await enter(app);
    const silent = openRawSocket(app.url);
    expect(await silent.closed).toEqual({ code: 4408, reason: 'Connection initialisation timeout' });
    expect(await askSocket(served, QUERY)).toEqual({ data: { viewer: { role: 'VIEWER' } } });
  });

  test.each([
    ['that says nothing at all', ''],
    ['whose head does not end', 'POST /graphql HTTP/1.1\r\nhost: x\r\n'],
    [
      'whose body does not end',
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{',
    ],
    ['whose upgrade does not end', 'GET /graphql HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n'],
  ])('HEAD_SECONDS, REQUEST_SECONDS: a connection %s is closed (P23)', async (_what, start) => {
    const app = await startOn(database.url, { HEAD_SECONDS: '0.3', REQUEST_SECONDS: '0.5' });
    closers.add(app.close);
    const { hostname, port } = new URL(app.url);
    const socket = connectTcp(Number(port), hostname);
    let came = '';
    socket.on('data', (data) => (came += data.toString()));
    socket.write(start);
    await once(socket, 'close');
    // Whose token is missing is told so before.
    expect(came).toContain('HTTP/1.1 408 ');
  });

  test('PING_SECONDS: a client that gives no sign of life is cut off, one that does stays', async () => {
    const app = await start({ PING_SECONDS: '0.2', STALL_SECONDS: '0.4' });
    const alive = await enter(app);
    const dead = new WebSocket(`${app.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { autoPong: false });
    const [code] = (await once(dead, 'close')) as [number];
    expect(code).toBe(1006);
    for (let pings = 0; pings < 3; pings += 1) await once(alive.socket, 'ping');
    expect(await askSocket(alive, QUERY)).toEqual({ data: { viewer: { role: 'VIEWER' } } });
  });
});
