/** Clients that keep their side open, crowd one connection, or use an id again: they hold up nobody, and get what is theirs. */
import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import type { App } from '../../src/app';
import { openCleanUp } from '../support/clean-up';
import { holdTable } from '../support/hold-table';
import { cloneTemplate, type Clone } from '../support/templates';
import { openRawEventStream } from '../support/raw-event-stream';
import { askSocket, connect } from '../support/raw-socket';
import { post, startOn, tokenFor } from '../support/start-test-app';

const STATE = 'subscription { progress { position } }';
const EVENTS = 'subscription { congressChanged { node { position } } }';

const closers = openCleanUp();
let database: Clone;
let token: string;

beforeAll(async () => {
  database = await cloneTemplate('small');
  token = await tokenFor(Role.VIEWER);
});
afterEach(() => closers.closeAll());
afterAll(() => database.drop());

async function openTcp(app: App): Promise<Socket> {
  const { hostname, port } = new URL(app.url);
  const socket = connectTcp({ host: hostname, port: Number(port), allowHalfOpen: true });
  socket.on('error', () => undefined);
  closers.add(() => {
    socket.destroy();
    return Promise.resolve();
  });
  await once(socket, 'connect');
  return socket;
}

function upgradeTo(path: string, protocol: string): string {
  const headers = [
    `GET ${path} HTTP/1.1`,
    'host: localhost',
    'connection: Upgrade',
    'upgrade: websocket',
    'sec-websocket-version: 13',
    'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
    `sec-websocket-protocol: ${protocol}`,
  ];
  return `${headers.join('\r\n')}\r\n\r\n`;
}

test.each([
  ['a path that there is not', '/nope', 'graphql-transport-ws'],
  ['a subprotocol that there is not', '/graphql', 'foo'],
])('one that asks for %s and stays does not hold up the stop', async (_what, path, protocol) => {
  const app = await startOn(database.url);
  const socket = await openTcp(app);
  socket.write(upgradeTo(path, protocol));
  await once(socket, 'data');
  await app.close();
});

test('one that has opened a connection in advance, as browsers do, does not hold up the stop', async () => {
  const app = await startOn(database.url);
  const socket = await openTcp(app);
  const held = await holdTable(database.url, 'congress');
  closers.add(held.letGo);
  const answer = post(app.url, '{ congresses(first: 1) { edges { cursor } } }', {}, token);
  await held.waitFor(1);
  const ended = once(socket.resume(), 'end');
  const closed = app.close();
  // The connection ends first, although a request runs on for as long as it takes.
  await ended;
  await held.letGo();
  expect((await answer).errors).toBeUndefined();
  await closed;
});

test('event streams that queue up on one connection are refused, and take no place', async () => {
  const app = await startOn(database.url, { LIMIT_CONNECTIONS: '3' });
  closers.add(app.close);
  const query = encodeURIComponent(EVENTS);
  const request = [
    `GET /graphql/stream?query=${query} HTTP/1.1`,
    'host: x',
    'accept: text/event-stream',
    `authorization: Bearer ${token}`,
  ];
  const socket = await openTcp(app);
  socket.write(`${request.join('\r\n')}\r\n\r\n`.repeat(20));
  await once(socket, 'data');
  socket.destroy();
  // The places are given back when the server has noticed.
  for (let isFull = true; isFull;) {
    const streams = [];
    for (let count = 0; count < 3; count += 1)
      streams.push(await openRawEventStream(app.url, { query: STATE }, { token }));
    isFull = streams.some(({ status }) => status !== 200);
    for (const { leave } of streams) leave();
  }
});

test('an id that is used again while its subscription runs belongs to the newer one, which goes on', async () => {
  const app = await startOn(database.url);
  closers.add(app.close);
  const raw = await connect(app.url, token);
  const subscribe = (query: string) => {
    raw.send({ type: 'subscribe', id: 'a', payload: { query } });
  };
  subscribe(STATE);
  expect(await raw.next()).toMatchObject({ type: 'next', id: 'a' });
  raw.send({ type: 'complete', id: 'a' });
  subscribe(STATE);
  expect(await raw.next()).toMatchObject({ type: 'next', id: 'a' });
  // Were it told to be complete, that would come before the answer to this.
  expect(await askSocket(raw, '{ viewer { role } }')).toEqual({ data: { viewer: { role: 'VIEWER' } } });
  raw.socket.terminate();
});

test('what is subscribed to cannot be left out by a directive', async () => {
  const app = await startOn(database.url);
  closers.add(app.close);
  const raw = await connect(app.url, token);
  for (const query of [
    'subscription { congressChanged @include(if: false) { node { position } } }',
    'subscription { ... @skip(if: true) { congressChanged { node { position } } } }',
  ]) {
    const { errors } = await askSocket(raw, query);
    expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_USER_INPUT' }]);
  }
  raw.socket.terminate();
});
