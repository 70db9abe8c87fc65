/** P23: sockets over which nobody has been let in take no place from those who have, and make room for the next. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import type { App } from '../../src/app';
import { openCleanUp } from '../support/clean-up';
import { askSocket, connect, openRawSocket, type RawSocket } from '../support/raw-socket';
import { startOn, tokenFor } from '../support/start-test-app';
import { cloneTemplate, type Clone } from '../support/templates';

const ADDRESS = { headers: { 'x-forwarded-for': '9.0.0.1' } };
const ROOM = 'Others have come before you said who you are. Come back, and send "connection_init" at once.';
const WHO = '{ viewer { role } }';

const closers = openCleanUp();
const afterAllTests = openCleanUp();
let app: App;
let token: string;

beforeAll(async () => {
  const database: Clone = await cloneTemplate('small');
  afterAllTests.add(() => database.drop());
  token = await tokenFor(Role.VIEWER);
  app = await startOn(database.url, {
    LIMIT_CONNECTIONS: '2',
    LIMIT_NEWCOMERS: '3',
    LIMIT_NEWCOMERS_PER_ADDRESS: '2',
    INIT_SECONDS: '600',
    TRUST_PROXY: 'loopback',
  });
  afterAllTests.add(app.close);
});
afterEach(() => closers.closeAll());
afterAll(() => afterAllTests.closeAll());

function leaveLater(raw: RawSocket): void {
  closers.add(() => {
    raw.socket.terminate();
    return raw.closed.then(() => undefined);
  });
}

async function open(address = '9.0.0.1'): Promise<RawSocket> {
  const raw = openRawSocket(app.url, { headers: { 'x-forwarded-for': address } });
  leaveLater(raw);
  await raw.opened;
  return raw;
}

test('many that say nothing keep nobody out: the oldest of them makes room', async () => {
  const silent: RawSocket[] = [];
  for (let count = 0; count < 10; count += 1) silent.push(await open());
  const raw = await connect(app.url, token, {}, ADDRESS);
  leaveLater(raw);
  expect(await askSocket(raw, WHO)).toEqual({ data: { viewer: { role: 'VIEWER' } } });
  for (const { closed } of silent.slice(0, 8)) expect(await closed).toEqual({ code: 1013, reason: ROOM });
});

test('those of an address that has few stay when another brings many', async () => {
  const honest = await open('9.0.0.2');
  const others: RawSocket[] = [];
  for (let count = 0; count < 6; count += 1) others.push(await open(count % 2 === 0 ? '9.0.0.3' : '9.0.0.4'));
  await others[0]?.closed;
  honest.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  expect(await honest.next()).toEqual({ type: 'connection_ack' });
});

test('who shows no token is closed with 4403, and has taken no place', async () => {
  for (let count = 0; count < 6; count += 1) {
    const raw = await open();
    raw.send({ type: 'connection_init' });
    expect((await raw.closed).code).toBe(4403);
  }
  for (let count = 0; count < 2; count += 1) leaveLater(await connect(app.url, token, {}, ADDRESS));
});

test('who shows one when there is no place any more is told to come later', async () => {
  const waiting = await open();
  const served = [await connect(app.url, token, {}, ADDRESS), await connect(app.url, token, {}, ADDRESS)];
  served.forEach(leaveLater);
  waiting.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  expect(await waiting.closed).toEqual({
    code: 1013,
    reason: 'This server already has 2 connections. Come back later.',
  });
});
