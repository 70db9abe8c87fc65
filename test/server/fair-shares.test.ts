/** While one client's work waits, whatever it is, everybody else is answered: each has places of their own (P23). */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { holdTable } from '../support/hold-table';
import { askSocket, connect, type RawSocket } from '../support/raw-socket';
import { post, startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

const HELD = '{ congresses(first: 1) { edges { node { id } } } }';
const FREE = '{ progress { planned } }';

let app: TestApp;
let heavy: string;
let other: string;

beforeAll(async () => {
  app = await startTestApp({ LIMIT_SUBSCRIPTIONS_PER_CLIENT: '3' });
  heavy = await tokenFor(Role.VIEWER, 'VN', 'heavy');
  other = await tokenFor(Role.VIEWER, 'VN', 'other');
});
afterAll(() => app.close());

async function expectOthersServed(socket: RawSocket): Promise<void> {
  const answers = await Promise.all([
    post(app.url, FREE, {}, other),
    askSocket(socket, FREE),
    fetch(`${app.url}/readyz`).then(({ status }) => status),
  ]);
  expect(answers).toEqual([{ data: expect.anything() }, { data: expect.anything() }, 200]);
}

test('questions of one that all wait for a table leave connections to the database for others', async () => {
  const held = await holdTable(app.databaseUrl, 'congress');
  const [slow, quick] = await Promise.all([connect(app.url, heavy), connect(app.url, other)]);
  const overHttp = Array.from({ length: 60 }, () => post(app.url, HELD, {}, heavy));
  for (let id = 0; id < 60; id += 1) slow.send({ type: 'subscribe', id: `${id}`, payload: { query: HELD } });
  await held.waitFor(2);
  await expectOthersServed(quick);
  await held.letGo();
  for (const { data, errors } of await Promise.all(overHttp))
    expect([data, errors]).toEqual([expect.anything(), undefined]);
  for (const { socket } of [slow, quick]) socket.terminate();
});

test('one client has so many subscriptions, over all its connections, and gets the next when one has ended', async () => {
  const sockets = await Promise.all([connect(app.url, other), connect(app.url, other)]);
  const [first, second] = sockets;
  const query = 'subscription { progress { planned } }';
  for (const id of ['a', 'b', 'c']) {
    first.send({ type: 'subscribe', id, payload: { query } });
    expect(await first.next()).toMatchObject({ type: 'next', id });
  }
  const refused = await askSocket(second, query);
  expect(refused.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'LIMIT', limit: 3, actual: 4 }]);
  first.send({ type: 'complete', id: 'b' });
  // What was sent after it is answered after it.
  await askSocket(first, '{ __typename }');
  second.send({ type: 'subscribe', id: 'again', payload: { query } });
  expect(await second.next()).toMatchObject({ type: 'next', id: 'again' });
  for (const { socket } of sockets) socket.terminate();
});

test('a thousand reports that an office sends at once are taken, however little is carried out at a time', async () => {
  const reporter = await tokenFor(Role.REPORTER, 'VN', 'office');
  const dryRun = 'mutation ($input: PlanCongressInput!) { planCongress(input: $input) { position } }';
  const input = { congressId: 'nothing', plannedOn: '2020-05-01' };
  const answers = await Promise.all(Array.from({ length: 1_000 }, () => post(app.url, dryRun, { input }, reporter)));
  const codes = new Set(answers.map(({ errors }) => errors?.[0]?.extensions?.['code']));
  expect(codes.has('LIMIT')).toBe(false);
  expect(codes.has('UNAVAILABLE')).toBe(false);
});
