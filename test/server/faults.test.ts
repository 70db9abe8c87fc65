/** The same fault gets the same answer over every transport (P8): what is wrong, as itself, at its place; never a fault of the server. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { openEachTransport, TRANSPORTS, type EachTransport, type Transport } from '../support/each-transport';
import { DOCUMENTS, HASHES, NAMES, NULLS, REQUESTS, VALUES, type Fault } from '../support/faults';
import { askSocket, connect } from '../support/raw-socket';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;
let token: string;
let each: EachTransport;

beforeAll(async () => {
  app = await startTestApp();
  token = await tokenFor(Role.VIEWER);
  each = openEachTransport(app.url, token);
});
afterAll(async () => {
  each.close();
  await app.close();
});

/** What does not fit into an address comes by POST only. */
const MOST_IN_ADDRESS = 6_000;
const fits = ({ request }: Fault, transport: Transport): boolean =>
  !transport.endsWith('GET') || JSON.stringify(request).length < MOST_IN_ADDRESS;

async function expectAnswer({ request, code, argument, message, data, status }: Fault, transport: Transport) {
  const reply = await each.ask(transport, request);
  const isRefused = data === undefined;
  expect(reply.status).toBe(transport === 'WebSocket' ? undefined : (status ?? (isRefused ? 400 : 200)));
  expect(reply.closed).toBeUndefined();
  expect(reply.data).toEqual(data);
  if (code === undefined) {
    expect(reply.errors).toBeUndefined();
    return;
  }
  expect(reply.errors).toHaveLength(1);
  const [error] = reply.errors!;
  expect(error!.message).toMatch(message!);
  expect({ code: error!.extensions?.['code'], argument: error!.extensions?.['argument'] }).toEqual({ code, argument });
  expect(Object.keys(error!.extensions!)).not.toContain('stacktrace');
}

const all = [...NULLS, ...NAMES, ...VALUES, ...DOCUMENTS, ...HASHES];

describe.each(TRANSPORTS)('over %s', (transport) => {
  test.each(all.filter((fault) => fits(fault, transport)))('$name', (fault) => expectAnswer(fault, transport));
});

describe('what is no request', () => {
  test.each(REQUESTS.flatMap((fault) => TRANSPORTS.map((transport) => ({ ...fault, transport }))))(
    '$name over $transport',
    async ({ transport, ...fault }) => {
      if (transport === 'WebSocket') expect(await each.ask(transport, fault.request)).toEqual({ closed: 4400 });
      else await expectAnswer(fault, transport);
    },
  );

  test.each(['next', 'error', 'connection_ack'])(
    'a message "%s", which only a server sends, closes with 4400',
    async (type) => {
      const raw = await connect(app.url, token);
      raw.send({ type, id: '1', payload: type === 'error' ? [{ message: 'x' }] : {} });
      expect(await raw.closed).toEqual({ code: 4400, reason: 'Invalid message received' });
    },
  );
});

test('the errors of all transports are equal to the last letter, places and paths and all', async () => {
  for (const fault of all) {
    const [first, ...others] = await Promise.all(
      TRANSPORTS.filter((transport) => fits(fault, transport)).map((transport) => each.ask(transport, fault.request)),
    );
    for (const { errors } of others) expect(errors).toEqual(first!.errors);
  }
});

test('an error of a field has its place and its path, one of the request has no path', async () => {
  const { errors } = await each.ask('POST', NULLS[0]!.request);
  expect(errors).toMatchObject([{ locations: [{ line: 1 }], path: ['briefing', 'text'] }]);
  const refused = await each.ask('POST', { query: '{ nope }' });
  expect(refused.errors).toMatchObject([{ locations: [{ line: 1, column: 3 }] }]);
  expect(refused.errors![0]).not.toHaveProperty('path');
});

test('a subscription and a mutation say the same of null as a query does', async () => {
  const subscription = {
    query: 'subscription ($b: Boolean = true) { progress { planned @include(if: $b) } }',
    variables: { b: null },
  };
  for (const transport of ['WebSocket', 'event stream'] as const) {
    expect(await each.ask(transport, subscription)).toMatchObject({
      errors: [{ message: 'if is null: give it a value.', extensions: { code: 'BAD_USER_INPUT', argument: 'if' } }],
    });
  }
  const mutation = {
    query:
      'mutation ($m: Month = "2020-03") { publishBriefing(input: { month: $m }) { position } turnDay(input: {}) { position } }',
    variables: { m: null },
  };
  for (const transport of ['POST', 'WebSocket', 'event stream'] as const) {
    const { data, errors } = await each.ask(transport, mutation);
    expect(data).toEqual({ publishBriefing: null, turnDay: null });
    expect(errors?.map(({ path, extensions }) => [path, extensions?.['code'], extensions?.['argument']])).toEqual([
      [['publishBriefing'], 'BAD_USER_INPUT', 'input.month'],
      [['turnDay'], 'FORBIDDEN', 'input'],
    ]);
  }
});

test('an operation that fails as a whole ends alone, and the socket goes on', async () => {
  const raw = await connect(app.url, await tokenFor(Role.VIEWER, '02'));
  const rename = (from: string, to: string) =>
    app.app.dataSource.query('UPDATE organization SET code = $2 WHERE code = $1', [from, to]);
  // Its organization is looked up for each operation.
  await rename('02', 'elsewhere');
  for (let times = 0; times < 2; times += 1) {
    const { errors, data } = await askSocket(raw, '{ viewer { role } }');
    expect({ data, extensions: errors?.map(({ extensions }) => extensions) }).toEqual({
      data: undefined,
      extensions: [{ code: 'UNAUTHENTICATED' }],
    });
  }
  await rename('elsewhere', '02');
  raw.send({ type: 'ping' });
  expect(await raw.next()).toEqual({ type: 'pong' });
  raw.socket.terminate();
});

test('a ping gets back what it has; one that nests too deep ends the socket', async () => {
  const raw = await connect(app.url, token);
  raw.send({ type: 'ping', payload: { a: 1 } });
  expect(await raw.next()).toEqual({ type: 'pong', payload: { a: 1 } });
  raw.socket.send(`{"type":"ping","payload":{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`);
  expect(await raw.closed).toMatchObject({ code: 4400 });
});
