/** P23: whose request it is, behind proxies that are trusted and those that are not. */
import type { IncomingMessage } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { Role } from '../../src/access/viewer';
import { readProxies } from '../../src/config/read-proxies';
import { addressOf, trustProxies } from '../../src/server/client-address';
import { openCleanUp } from '../support/clean-up';
import { problemOf } from '../support/problem-of';
import { openRawEventStream } from '../support/raw-event-stream';
import { connect, openRawSocket } from '../support/raw-socket';
import { startOn, tokenFor } from '../support/start-test-app';
import { cloneTemplate, type Clone } from '../support/templates';

const closers = openCleanUp();
afterEach(() => closers.closeAll());

async function openEcho(proxies: string[]): Promise<FastifyInstance> {
  const app = Fastify();
  trustProxies(app, proxies);
  app.get('/', ({ raw }) => addressOf(raw));
  closers.add(() => app.close());
  await app.ready();
  return app;
}

const ask = async (app: FastifyInstance, remoteAddress: string, forwarded?: string): Promise<string> => {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  const { body } = await app.inject({ url: '/', remoteAddress, headers });
  return body;
};

test('nobody is believed unless named', async () => {
  const app = await openEcho([]);
  expect(await ask(app, '127.0.0.1', '9.9.9.9')).toBe('127.0.0.1');
});

test.each([
  ['its own, when it says nothing', '10.0.0.5', undefined, '10.0.0.5'],
  ['the one that it names', '10.0.0.5', '9.9.9.9', '9.9.9.9'],
  ['the last that is not trusted, whatever a client wrote before it', '10.0.0.5', '1.1.1.1, 9.9.9.9', '9.9.9.9'],
  ['the one before several proxies', '127.0.0.1', '9.9.9.9, 10.1.1.1, 10.0.0.5', '9.9.9.9'],
  ['that of the proxy before what is no address', '127.0.0.1', 'unknown, 10.0.0.5', '10.0.0.5'],
  ['without its port', '10.0.0.5', '9.9.9.9:4711', '9.9.9.9'],
  ['one network of IPv6', '10.0.0.5', '[2001:0db8:1:2:3::4]:4711', '2001:db8:1:2::/64'],
  ['the same network', '::ffff:10.0.0.5', '2001:db8:1:2::99', '2001:db8:1:2::/64'],
  ['its own, of somebody who is not trusted', '8.8.8.8', '9.9.9.9', '8.8.8.8'],
])('the address is %s', async (_what, peer, forwarded, address) => {
  expect(await ask(await openEcho(['10.0.0.0/8', 'loopback']), peer, forwarded)).toBe(address);
});

test('a request whose connection is gone has none', () => {
  expect(addressOf({ socket: {}, headers: {} } as IncomingMessage)).toBe('');
});

describe('TRUST_PROXY', () => {
  test('takes addresses, networks and two names', () => {
    expect(readProxies()).toEqual([]);
    expect(readProxies('127.0.0.1, 10.0.0.0/8 fd00::/8,loopback,private')).toEqual([
      '127.0.0.1',
      '10.0.0.0/8',
      'fd00::/8',
      'loopback',
      'private',
    ]);
  });

  test.each([
    'true',
    '1',
    'proxy.example',
    '10.0.0.0/33',
    '0.0.0.0/0',
    '::/0',
    '10.0.0.0/8/8',
    '10.0.0',
    'fe80::1%eth0',
  ])('%s stops the start with one line', (wrong) => {
    const problem = problemOf(() => readProxies(`127.0.0.1,${wrong}`));
    expect(problem.message).toBe(
      `TRUST_PROXY has "${wrong}", which is not an address. Write 10.0.0.5 or 10.0.0.0/8 or loopback or private, separated by commas.`,
    );
    expect(problem.details.argument).toBe('TRUST_PROXY');
  });
});

describe('places by address', () => {
  let database: Clone;
  let token: string;
  beforeAll(async () => {
    database = await cloneTemplate('small');
    token = await tokenFor(Role.VIEWER);
  });
  afterAll(() => database.drop());

  const query = 'subscription { congressChanged { node { position } } }';
  const from = (address: string) => ({ 'x-forwarded-for': address });
  const OF_ADDRESS = 'Your address already has 2 connections to this server. Close some, or come back later.';

  test('sockets and streams of one share its places, and of all together those of the server', async () => {
    const app = await startOn(database.url, {
      LIMIT_CONNECTIONS: '3',
      LIMIT_CONNECTIONS_PER_ADDRESS: '2',
      TRUST_PROXY: 'loopback',
    });
    closers.add(app.close);
    const stream = (address: string) => openRawEventStream(app.url, { query }, { token, headers: from(address) });
    await connect(app.url, token, {}, { headers: from('9.0.0.1') });
    expect((await stream('9.0.0.1')).status).toBe(200);
    const socket = openRawSocket(app.url, { headers: from('9.0.0.1') });
    expect(await socket.closed).toEqual({ code: 1013, reason: OF_ADDRESS });
    const refused = await stream('9.0.0.1');
    expect(refused.status).toBe(503);
    expect(JSON.parse(await refused.body())).toEqual({
      errors: [{ message: OF_ADDRESS, extensions: { code: 'LIMIT', limit: 2 } }],
    });
    await connect(app.url, token, {}, { headers: from('9.0.0.2') });
    const last = openRawSocket(app.url, { headers: from('9.0.0.3') });
    expect((await last.closed).reason).toBe('This server already has 3 connections. Come back later.');
  });

  test('what nobody is trusted to say changes nothing', async () => {
    const app = await startOn(database.url, { LIMIT_CONNECTIONS_PER_ADDRESS: '1' });
    closers.add(app.close);
    await connect(app.url, token, {}, { headers: from('9.0.0.1') });
    const socket = openRawSocket(app.url, { headers: from('9.0.0.2') });
    expect((await socket.closed).code).toBe(1013);
  });
});
