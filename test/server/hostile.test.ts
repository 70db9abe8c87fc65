/** Clients that are broken or mean: the server refuses them, and nobody else notices (P8, P9). */
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { LogDocument, ReportCongressCompletedDocument } from '../generated/operations';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const UPGRADE = [
  'host: localhost',
  'connection: Upgrade',
  'upgrade: websocket',
  'sec-websocket-version: 13',
  'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
];

/** Opens a connection, sends the request line with the headers of an upgrade, and waits for the first answer. */
function upgrade(requestLine: string, ...headers: string[]): Promise<{ socket: Socket; answer: string }> {
  const { hostname, port } = new URL(app.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(`${[requestLine, ...UPGRADE, ...headers].join('\r\n')}\r\n\r\n`);
    });
    socket.once('data', (data) => {
      resolve({ socket, answer: data.toString() });
    });
    socket.once('error', reject);
    socket.once('close', () => {
      resolve({ socket, answer: '' });
    });
  });
}

const isAlive = async (): Promise<boolean> => (await fetch(`${app.url}/healthz`)).ok;

describe('an upgrade', () => {
  test.each(['GET // HTTP/1.1', 'GET http://[ HTTP/1.1', 'GET /nope HTTP/1.1'])('%s is refused', async (line) => {
    const { socket, answer } = await upgrade(line);
    expect(answer).toMatch(/^HTTP\/1.1 404 /);
    socket.resetAndDestroy();
    expect(await isAlive()).toBe(true);
  });

  test('of an unknown subprotocol that goes on with a broken frame ends alone', async () => {
    const { socket } = await upgrade('GET /graphql HTTP/1.1', 'sec-websocket-protocol: foo');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined);
    socket.write(Buffer.from([0xff, 0, 0, 0]));
    await closed;
    expect(await isAlive()).toBe(true);
  });
});

describe('an operation', () => {
  test('that spreads a large fragment in many lists costs too much', async () => {
    const names = Array.from({ length: 120 }, (_, index) => `n${index}: name`).join(' ');
    const lists = Array.from(
      { length: 250 },
      (_, index) => `o${index}: organizations(first: 1) { edges { node { ...F } } }`,
    );
    const { errors } = await app.send(`{ ${lists.join(' ')} } fragment F on Organization { ${names} }`);
    expect(errors).toMatchObject([{ extensions: { code: 'LIMIT' } }]);
  });

  test('that asks for the days of every district costs too much', async () => {
    const { errors } = await app.send(
      '{ progress { children { edges { node { children { edges { node { timeline(interval: DAY) { day due } } } } } } } } }',
    );
    expect(errors).toMatchObject([{ extensions: { code: 'LIMIT' } }]);
  });

  test('the dashboard of the country with every province does not', async () => {
    const figures = 'planned completed overdue rate';
    const { errors } = await app.send(
      `{ progress { ${figures} byLevel { ${figures} } timeline { day due completed } children(first: 70) { edges { node { organization { code name } ${figures} children(first: 70) { edges { node { organization { code } ${figures} } } } } } } } }`,
    );
    expect(errors).toBeUndefined();
  });

  test('that subscribes over POST is told where to go', async () => {
    const { errors } = await app.send('subscription { congressCompleted { node { position } } }');
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
    expect(errors![0]!.message).toContain('WebSocket');
  });
});

test('a page of events up to a cursor is complete up to that cursor, and says that there is more', async () => {
  const { events } = await app.ask(LogDocument, { first: 10 });
  const page = await app.ask(LogDocument, { first: 200, before: events!.edges[5]!.cursor });
  expect(page.events!.edges).toHaveLength(5);
  expect(page.events).toMatchObject({ position: events!.edges[5]!.node.position - 1, pageInfo: { hasNextPage: true } });
});

test('null and absent are the same input under an idempotency key', async () => {
  const reporter = await tokenFor(Role.REPORTER);
  const input = { organization: '01.001.0020', heldOn: '2020-02-28', idempotencyKey: 'null' };
  const first = await app.ask(ReportCongressCompletedDocument, { input }, reporter);
  const again = await app.ask(ReportCongressCompletedDocument, { input: { ...input, note: null } }, reporter);
  expect(again).toEqual(first);
});
