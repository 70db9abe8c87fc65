/** P8: what holds over HTTP holds over WebSocket, with the same errors; and a socket that breaks the rules is told why. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphQLFormattedError } from 'graphql';
import { pino } from 'pino';
import { Client } from 'pg';
import { signToken } from '../../src/access/token';
import { Role } from '../../src/access/viewer';
import { startApp, type App } from '../../src/app';
import { readConfig } from '../../src/config/config';
import { openVoice } from '../../src/process/voice';
import { BAD_REQUESTS } from '../support/bad-requests';
import { findKnown, traceOf, type Known } from '../support/known-congresses';
import { cloneTemplate, type Clone } from '../support/templates';
import { askSocket, connect, openRawSocket, type RawSocket } from '../support/raw-socket';
import { post, SECRET, startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;
let known: Known;
let sockets: Record<keyof Known['tokens'], RawSocket>;

beforeAll(async () => {
  app = await startTestApp();
  known = await findKnown(app);
  const { admin, reporterOf01, viewer } = known.tokens;
  sockets = {
    admin: await connect(app.url, admin),
    reporterOf01: await connect(app.url, reporterOf01),
    viewer: await connect(app.url, viewer),
  };
});
afterAll(async () => {
  for (const { socket } of Object.values(sockets)) socket.terminate();
  await app.close();
});

/** What a client acts upon. */
const tell = (errors: readonly GraphQLFormattedError[] | undefined) =>
  errors?.map(({ message, path, extensions }) => ({ message, path, extensions }));

describe('the same errors as over HTTP', () => {
  test.each(BAD_REQUESTS)('$name', async ({ query, variables, as = 'admin' }) => {
    const given = variables?.(known) ?? {};
    const before = await traceOf(app.databaseUrl);
    const overHttp = await app.send(query, given, known.tokens[as]);
    const overSocket = await askSocket(sockets[as], query, given);
    expect(overHttp.errors).toHaveLength(1);
    expect(tell(overSocket.errors)).toEqual(tell(overHttp.errors));
    expect(await traceOf(app.databaseUrl)).toEqual(before);
  });

  test.each([
    ['an organization that does not exist', 'within: "99"', 'NOT_FOUND', 'within'],
    ['a cursor that is none', 'after: "soon"', 'BAD_USER_INPUT', 'after'],
    ['a level that is none', 'level: DISTRICT', 'BAD_USER_INPUT', 'level'],
    ['another log', `after: "${Buffer.from('0123456789ab:1').toString('base64url')}"`, 'RESYNC', 'after'],
  ])('a subscription is refused at once for %s', async (_what, argument, code, at) => {
    const query = `subscription { congressChanged(${argument}) { node { position } } }`;
    const { errors } = await askSocket(sockets.admin, query);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions).toMatchObject({ code, argument: at });
  });

  test('a subscription in another province is refused like one in none', async () => {
    const refusalOf = async (code: string) => {
      const query = `subscription { congressChanged(within: "${code}") { node { position } } }`;
      return JSON.stringify(await askSocket(sockets.reporterOf01, query)).replaceAll(code, 'CODE');
    };
    // 0x is as near to the viewer's own code as 02 is.
    expect(await refusalOf('02')).toBe(await refusalOf('0x'));
  });
});

describe('operations over WebSocket', () => {
  test('queries and mutations answer as over HTTP', async () => {
    const query = '{ viewer { role organization { code } } progress { planned completed position } }';
    expect(await askSocket(sockets.viewer, query)).toEqual(await app.send(query, {}, known.tokens.viewer));
    const mutation =
      'mutation ($input: ReportCongressCompletedInput!) { reportCongressCompleted(input: $input) { position } }';
    const input = { congressId: known.planned[3], heldOn: '2020-02-29' };
    const answer = await askSocket(sockets.reporterOf01, mutation, { input });
    const { head } = await traceOf(app.databaseUrl);
    expect(answer).toEqual({ data: { reportCongressCompleted: { position: head } } });
    expect(await app.send(mutation, { input })).toEqual(answer);
  });
});

describe('a socket that breaks the rules', () => {
  test('a binary message: 1003', async () => {
    const { socket, closed } = await connect(app.url, known.tokens.viewer);
    socket.send(Buffer.from('{"type":"ping"}'));
    expect(await closed).toEqual({
      code: 1003,
      reason: 'Send text messages: this endpoint does not accept binary ones.',
    });
  });

  test('a message over the limit: 1009', async () => {
    const { socket, closed } = await connect(app.url, known.tokens.viewer);
    socket.send('x'.repeat(1_048_577));
    expect(await closed).toMatchObject({ code: 1009 });
  });

  test.each(['not JSON', '[1]', '{"type":"shout"}', '{"type":"subscribe","id":"1","payload":{}}'])(
    'the message %s: 4400',
    async (message) => {
      const { socket, closed } = await connect(app.url, known.tokens.viewer);
      socket.send(message);
      const { code, reason } = await closed;
      expect(code).toBe(4400);
      expect(reason).not.toBe('');
    },
  );

  test('an operation before connection_init: 4401', async () => {
    const raw = openRawSocket(app.url);
    await raw.opened;
    raw.send({ type: 'subscribe', id: '1', payload: { query: '{ viewer { role } }' } });
    expect(await raw.closed).toEqual({ code: 4401, reason: 'Unauthorized' });
  });

  test('a second connection_init: 4429', async () => {
    const raw = await connect(app.url, known.tokens.viewer);
    raw.send({ type: 'connection_init' });
    expect(await raw.closed).toMatchObject({ code: 4429 });
  });

  test('two operations of one id: 4409', async () => {
    const raw = await connect(app.url, known.tokens.viewer);
    const payload = { query: 'subscription { congressChanged { node { position } } }' };
    raw.send({ type: 'subscribe', id: 'one', payload });
    raw.send({ type: 'subscribe', id: 'one', payload });
    expect(await raw.closed).toMatchObject({ code: 4409 });
  });

  test('no token: 4403, and how to send one', async () => {
    const raw = openRawSocket(app.url);
    await raw.opened;
    raw.send({ type: 'connection_init' });
    const { code, reason } = await raw.closed;
    expect(code).toBe(4403);
    expect(reason).toMatch(/connectionParams/);
  });

  test('a token that expires while connected: 4403', async () => {
    // Within the tolerance for clocks it is still taken, and its time is up at once.
    const expiresAt = Math.floor(Date.now() / 1_000) - 1;
    const claims = { subject: 'somebody', role: Role.VIEWER, organization: 'VN', expiresAt };
    const raw = await connect(app.url, await signToken(claims, new TextEncoder().encode(SECRET)));
    expect(await raw.closed).toEqual({ code: 4403, reason: 'The token has expired. Come back with a new one.' });
  });

  test('a token that ends in two seconds closes its socket then; beside it one that ends in sixty days, none', async () => {
    const now = Math.floor(Date.now() / 1_000);
    const claims = { subject: 'somebody', role: Role.VIEWER, organization: 'VN' };
    const secret = new TextEncoder().encode(SECRET);
    const long = await connect(app.url, await signToken({ ...claims, expiresAt: now + 60 * 86_400 }, secret));
    const short = await connect(app.url, await signToken({ ...claims, expiresAt: now + 2 }, secret));
    expect(await short.closed).toMatchObject({ code: 4403 });
    expect(Date.now()).toBeGreaterThanOrEqual((now + 2) * 1_000);
    expect(await askSocket(long, '{ viewer { subject } }')).toEqual({ data: { viewer: { subject: 'somebody' } } });
    long.socket.terminate();
  });

  test('another path: 404', async () => {
    await expect(openRawSocket(app.url, { path: '/subscriptions' }).opened).rejects.toThrow('HTTP 404');
  });

  test('a foreign origin: 403', async () => {
    await expect(openRawSocket(app.url, { origin: 'https://evil.example' }).opened).rejects.toThrow('HTTP 403');
  });

  test('no subprotocol: 4406; of an unknown one the client itself says that it was not accepted', async () => {
    const unknown = openRawSocket(app.url, { protocol: 'graphql-ws' });
    await expect(unknown.opened).rejects.toThrow('Server sent no subprotocol');
    const { closed } = openRawSocket(app.url, { protocol: null });
    expect(await closed).toEqual({ code: 4406, reason: 'Use the subprotocol graphql-transport-ws.' });
  });
});

describe('an unexpected fault', () => {
  let database: Clone;
  let broken: App;
  const log: { err?: { message: string; stack: string }; incident?: string; msg: string }[] = [];
  let token: string;

  beforeAll(async () => {
    database = await cloneTemplate('small');
    const config = readConfig({ DATABASE_URL: database.url, AUTH_JWT_SECRET: SECRET, PORT: '0' });
    broken = await startApp({
      config,
      log: pino({ level: 'error' }, { write: (line: string) => log.push(JSON.parse(line) as (typeof log)[number]) }),
      voice: openVoice({ write: () => undefined }),
      onDatabaseLost: () => undefined,
    });
    token = await tokenFor(Role.ADMIN);
    const client = new Client({ connectionString: database.url });
    await client.connect();
    await client.query('ALTER TABLE deadline RENAME TO gone; ALTER TABLE progress_current RENAME TO lost');
    await client.end();
  });
  afterAll(async () => {
    await broken.close();
    await database.drop();
  });

  const FAULTS = [
    '{ progress { planned } }',
    '{ congresses { totalCount } }',
    'mutation { turnDay(input: {}) { position } }',
    'mutation { reportCongressCompleted(input: { organization: "01", heldOn: "2020-02-20" }) { position } }',
  ];

  test.each(FAULTS)('%s is masked alike, with an incident that the log explains', async (query) => {
    const raw = await connect(broken.url, token);
    const answers = [await post(broken.url, query, {}, token), await askSocket(raw, query)];
    raw.socket.terminate();
    for (const { errors } of answers) {
      const { message, extensions } = errors![0]!;
      const incident = String(extensions?.['incident']);
      expect(errors).toHaveLength(1);
      expect(incident).toMatch(/^[0-9a-f]{12}$/);
      expect(message).toBe(
        `Something went wrong on the server. If it happens again, tell its operators the incident ${incident}.`,
      );
      expect(extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', incident });
      expect(JSON.stringify(errors)).not.toMatch(
        /deadline|relation|progress_current|select|typeorm|node_modules|\.ts/i,
      );
      expect(log.find((entry) => entry.incident === incident)?.err?.message).toMatch(/does not exist/);
    }
  });

  test('of a subscription is masked too', async () => {
    const raw = await connect(broken.url, token);
    const { errors } = await askSocket(raw, 'subscription { congressChanged { node { position } } }');
    raw.socket.terminate();
    expect(errors).toHaveLength(1);
    expect(errors![0]?.extensions?.['code']).toBe('INTERNAL_SERVER_ERROR');
    expect(errors![0]?.message).not.toMatch(/deadline/);
  });

  test('is logged; a bad token is not', async () => {
    const before = log.length;
    const raw = openRawSocket(broken.url);
    await raw.opened;
    raw.send({ type: 'connection_init', payload: { authorization: 'Bearer a.b.c' } });
    await raw.closed;
    // A round trip of another socket: whatever the first one caused has been logged by then.
    const other = await connect(broken.url, token);
    await askSocket(other, '{ __typename }');
    other.socket.terminate();
    expect(log.slice(before)).toEqual([]);
  });
});
