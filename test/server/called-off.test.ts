/** P23: nothing goes on in the database for a client that has left, however it has asked, or whose time is over. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { tracingChannel } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect as connectTcp } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { Client, type Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { Role } from '../../src/access/viewer';
import { LOCK_NUMBERS } from '../../src/database/advisory-locks';
import type { App } from '../../src/app';
import { readersLane, writersLane } from '../../src/database/lanes';
import type { ServedOperation } from '../../src/server/served-operation';
import { openCleanUp } from '../support/clean-up';
import { holdTable, type HeldTable } from '../support/hold-table';
import { onAcquire } from '../support/on-acquire';
import { openRawEventStream } from '../support/raw-event-stream';
import { connect, type RawSocket } from '../support/raw-socket';
import { startOn, startTestApp, tokenFor, type TestApp } from '../support/start-test-app';
import { findPlanned, HELD_ON } from '../support/stream-reports';
import { waitInDatabase } from '../support/wait-in-database';

/** Its table is read by nobody else: not to find out who asks, and not by the tail. */
const QUERY = '{ briefing(month: "2020-03") { status } }';
const FOLLOW = 'subscription { briefing(month: "2020-03") { status } }';
const REPORT =
  'mutation ($input: ReportCongressCompletedInput!) { reportCongressCompleted(input: $input) { position } }';
const NOBODY_WAITS = `SELECT WHERE NOT EXISTS (SELECT FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock')`;

const closers = openCleanUp();
const outcomes: ServedOperation['outcome'][] = [];
let app: TestApp;
let viewer: string;
let watcher: Client;
let held: HeldTable;

beforeAll(async () => {
  tracingChannel<unknown, ServedOperation>('giaoban.server.operation').subscribe({
    start: () => undefined,
    end: () => undefined,
    asyncStart: () => undefined,
    error: () => undefined,
    asyncEnd: (served) => {
      outcomes.push((served as ServedOperation).outcome);
    },
  });
  app = await startTestApp();
  neverEnd(app.app.dataSource);
  viewer = await tokenFor(Role.VIEWER);
  watcher = new Client({ connectionString: app.databaseUrl });
  await watcher.connect();
});
afterEach(async () => {
  await closers.closeAll();
  outcomes.length = 0;
});
afterAll(async () => {
  await watcher.end();
  await app.close();
});

async function hold(table = 'briefing'): Promise<void> {
  held = await holdTable(app.databaseUrl, table);
  closers.add(held.letGo);
}

/** Nothing waits in the database, whatever was waited for is still held, and every connection serves again. */
async function expectGone(): Promise<void> {
  await waitInDatabase(watcher, NOBODY_WAITS);
  await expectWhole();
}

async function expectWhole(): Promise<void> {
  const { dataSource } = app.app;
  while (readersLane(dataSource).load.inside > 0) await turn();
  const { master: pool } = dataSource.driver as unknown as { master: Pool };
  const answers = await Promise.all(Array.from({ length: 40 }, () => dataSource.query('SELECT 1 AS one')));
  expect(answers).toEqual(answers.map(() => [{ one: 1 }]));
  expect(pool.totalCount).toBeLessThanOrEqual(20);
  expect(writersLane(dataSource).load).toEqual({ inside: 0, waiting: 0 });
}

async function nextOutcome(): Promise<ServedOperation['outcome']> {
  while (outcomes.length === 0) await turn();
  return outcomes.shift();
}

/** Sends an operation over HTTP, and returns what closes its connection. */
function post(query: string, variables: object = {}, token = viewer, url = app.url): () => void {
  const sent = request(`${url}/graphql`, {
    method: 'POST',
    agent: false,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
  });
  sent.on('error', () => undefined);
  sent.end(JSON.stringify({ query, variables }));
  return () => sent.destroy();
}

function closeLater({ socket }: RawSocket): void {
  closers.add(() => {
    socket.terminate();
    return Promise.resolve();
  });
}

async function overSocket(query: string, leave: 'complete' | 'close'): Promise<() => void> {
  const raw = await connect(app.url, viewer);
  closeLater(raw);
  raw.send({ type: 'subscribe', id: 'a', payload: { query } });
  return () => {
    if (leave === 'complete') raw.send({ type: 'complete', id: 'a' });
    else raw.socket.close();
  };
}

async function overStream(query: string): Promise<() => void> {
  const opened = await openRawEventStream(app.url, { query }, { token: viewer });
  return opened.leave;
}

describe('the statement ends', () => {
  test.each<[string, () => Promise<() => void>]>([
    ['HTTP', () => Promise.resolve(post(QUERY))],
    ['WebSocket, whose operation is completed', () => overSocket(QUERY, 'complete')],
    ['WebSocket, which is closed', () => overSocket(QUERY, 'close')],
    ['an event stream', () => overStream(QUERY)],
    ['WebSocket, before its subscription is open', () => overSocket(FOLLOW, 'complete')],
    ['WebSocket, closed before its subscription is open', () => overSocket(FOLLOW, 'close')],
    ['an event stream, before its subscription is open', () => overStream(FOLLOW)],
  ])('when the client leaves: %s', async (_how, ask) => {
    await hold();
    const leave = await ask();
    await held.waitFor(1);
    expect(outcomes).toEqual([]);
    leave();
    await expectGone();
    expect(await nextOutcome()).toBe('CANCELLED');
  });

  test('when the client of a file leaves', async () => {
    await hold();
    const sent = request(`${app.url}/briefings/2020-03.md`, {
      agent: false,
      headers: { authorization: `Bearer ${viewer}` },
    });
    sent.on('error', () => undefined);
    sent.end();
    await held.waitFor(1);
    sent.destroy();
    await expectGone();
  });

  test('when the connection of several requests is closed, whose answers wait for each other', async () => {
    await hold();
    const { hostname, port } = new URL(app.url);
    const socket = connectTcp(Number(port), hostname);
    await once(socket, 'connect');
    const head = `POST /graphql HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: application/json\r\nauthorization: Bearer ${viewer}`;
    // The same question would be worked out once for all of them.
    for (const month of ['2020-02', '2020-03', '2020-04']) {
      const body = JSON.stringify({ query: `{ briefing(month: "${month}") { status } }` });
      socket.write(`${head}\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
    }
    await held.waitFor(2);
    socket.destroy();
    await expectGone();
    expect([await nextOutcome(), await nextOutcome(), await nextOutcome()]).toEqual(Array(3).fill('CANCELLED'));
  });

  test('when a look at a state is no longer waited for', async () => {
    const raw = await connect(app.url, viewer);
    await hold('progress_current');
    raw.send({ type: 'subscribe', id: 'a', payload: { query: 'subscription { progress { completed } }' } });
    await held.waitFor(1);
    raw.socket.close();
    await expectGone();
  });
});

test('a connection that is kept alive is not taken for one that has been left, and what was answered is not called off', async () => {
  await expect(app.ask(QUERY)).resolves.toBeDefined();
  await expect(app.ask(QUERY)).resolves.toBeDefined();
  expect([await nextOutcome(), await nextOutcome()]).toEqual(['OK', 'OK']);
});

test('what two wait for goes on when one has left, and ends with the other', async () => {
  await hold();
  const first = await overSocket(FOLLOW, 'complete');
  await held.waitFor(1);
  const second = await connect(app.url, viewer);
  closeLater(second);
  second.send({ type: 'subscribe', id: 'b', payload: { query: FOLLOW } });
  // Another operation of the socket is answered only after that one has been taken on.
  second.send({ type: 'subscribe', id: 'c', payload: { query: '{ __typename }' } });
  expect((await second.next()).id).toBe('c');
  outcomes.length = 0;
  first();
  expect(await nextOutcome()).toBe('CANCELLED');
  await held.waitFor(1);
  second.send({ type: 'complete', id: 'b' });
  await expectGone();
});

test('the same is opened anew for one who comes after the last has left', async () => {
  await hold();
  const leave = await overSocket(FOLLOW, 'complete');
  await held.waitFor(1);
  leave();
  const raw = await connect(app.url, viewer);
  closeLater(raw);
  raw.send({ type: 'subscribe', id: 'a', payload: { query: FOLLOW } });
  expect(await nextOutcome()).toBe('CANCELLED');
  await held.letGo();
  expect(await raw.next()).toMatchObject({
    id: 'a',
    type: 'next',
    payload: { data: { briefing: { status: 'DRAFT' } } },
  });
});

describe('a mutation', () => {
  test('that waits for its turn is not carried out for one who has left; one that has begun is', async () => {
    const reporter = await tokenFor(Role.REPORTER);
    const { dataSource } = app.app;
    const planned = await findPlanned(app.url, reporter, 4);
    const before = await readPosition();
    outcomes.length = 0;
    await watcher.query('SELECT pg_advisory_lock($1)', [LOCK_NUMBERS.structure]);
    closers.add(() => watcher.query('SELECT pg_advisory_unlock_all()'));
    const leave = planned.map((organization) => post(REPORT, { input: { organization, heldOn: HELD_ON } }, reporter));
    // One of the six places of writers is not for the fourth of the same client: half of them is the most.
    while (writersLane(dataSource).load.waiting < 1 || (await countWaiting()) < 3) await turn();
    for (const each of leave) each();
    expect(await nextOutcome()).toBe('CANCELLED');
    expect(writersLane(dataSource).load).toEqual({ inside: 3, waiting: 0 });
    await watcher.query('SELECT pg_advisory_unlock_all()');
    expect([await nextOutcome(), await nextOutcome(), await nextOutcome()]).not.toContain(undefined);
    expect(await readPosition()).toBe(before + 3);
    await expectWhole();
  });
});

describe('an operation whose time is over', () => {
  let server: App;
  let url: string;

  beforeAll(async () => {
    server = await startOn(app.databaseUrl, { OPERATION_SECONDS: '0.3' });
    url = server.url;
  });
  afterAll(() => server.close());

  test.each(['/graphql', '/graphql/stream'])('is told to ask for less, and its statement ends: %s', async (path) => {
    await hold();
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${viewer}`,
        ...(path === '/graphql' ? {} : { accept: 'text/event-stream' }),
      },
      body: JSON.stringify({ query: QUERY }),
    });
    expect(await response.text()).toMatch(/"message":"The answer took longer than 0\.3 seconds\. .*"code":"LIMIT"/);
    await waitInDatabase(watcher, NOBODY_WAITS);
  });

  test('is told so when it is a subscription that could not be opened', async () => {
    await hold();
    const raw = await connect(url, viewer);
    raw.send({ type: 'subscribe', id: 'a', payload: { query: FOLLOW } });
    expect(await raw.next()).toMatchObject({
      payload: { errors: [{ extensions: { code: 'LIMIT', limit: 0.3 } }] },
    });
    await waitInDatabase(watcher, NOBODY_WAITS);
    raw.socket.terminate();
  });
});

test('a server that stops waits for no statement longer than its time to stop: neither of a query nor of a change', async () => {
  const server = await startOn(app.databaseUrl);
  neverEnd(server.dataSource);
  const before = await readPosition();
  const reporter = await tokenFor(Role.REPORTER);
  const [organization] = await findPlanned(app.url, reporter, 1);
  await hold();
  const other = new Client({ connectionString: app.databaseUrl });
  await other.connect();
  closers.add(() => other.end());
  await other.query('SELECT pg_advisory_lock($1)', [LOCK_NUMBERS.structure]);
  post(QUERY, {}, viewer, server.url);
  post(REPORT, { input: { organization, heldOn: HELD_ON } }, reporter, server.url);
  await held.waitFor(1);
  while ((await countWaiting()) < 1) await turn();
  await server.close();
  await waitInDatabase(watcher, NOBODY_WAITS);
  expect(await readPosition()).toBe(before);
});

/** How many changes wait for the structure lock. */
async function countWaiting(): Promise<number> {
  const { rows } = await watcher.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_locks WHERE NOT granted AND locktype = 'advisory' AND objid = $1`,
    [LOCK_NUMBERS.structure],
  );
  return rows[0]!.count;
}

async function readPosition(): Promise<number> {
  const { rows } = await watcher.query<{ position: number }>('SELECT position::int AS position FROM log_head');
  return rows[0]!.position;
}

/** What is not called off never ends by itself. */
function neverEnd(dataSource: DataSource): void {
  onAcquire(dataSource, (client) => {
    client.query('SET lock_timeout = 0; SET statement_timeout = 0').catch(() => undefined);
  });
}
