/** P5 at the client where something in between does not let WebSocket through: it goes over event streams, and comes back. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { readEventsAfter, readHeadOf } from '../support/check-events';
import { openCleanUp } from '../support/clean-up';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';
import { findPlanned, streamReports } from '../support/stream-reports';
import { openHttpProxy, type HttpProxy } from './http-proxy';
import { openImpatientClient, openScreen, type Screen } from './screen';

const servers = openCleanUp();
const closers = openCleanUp();
let app: TestApp;
let reporter: string;
let proxy: HttpProxy;

beforeAll(async () => {
  app = await startTestApp();
  servers.add(app.close);
  reporter = await tokenFor(Role.REPORTER);
});
beforeEach(async () => {
  proxy = await openHttpProxy(app.url);
  closers.add(proxy.close);
});
afterEach(() => closers.closeAll());
afterAll(() => servers.closeAll());

async function open(options: Parameters<typeof openImpatientClient>[2] = {}): Promise<Screen> {
  const screen = openScreen(openImpatientClient(proxy.url, reporter, options));
  closers.add(screen.close);
  await screen.until(() => screen.states.length > 0);
  return screen;
}

const isLiveOver = (screen: Screen, transport: string) => (): boolean =>
  screen.client.status.state === 'live' && screen.client.status.transport === transport;

async function reportOne(): Promise<void> {
  await streamReports(app.url, reporter, await findPlanned(app.url, reporter, 1)).done;
}

test('goes over event streams from the start, and over WebSocket again as soon as that gets through', async () => {
  proxy.blockWebSocket();
  const start = await readHeadOf(app.url, reporter);
  const screen = await open({ retryWebSocketAfter: 50 });
  await screen.until(isLiveOver(screen, 'sse'));
  await reportOne();
  await screen.until(() => screen.events.length === 1);
  proxy.letWebSocketThrough();
  await screen.until(isLiveOver(screen, 'websocket'));
  await reportOne();
  await screen.until(() => screen.events.length === 2);
  proxy.blockWebSocket();
  await screen.until(isLiveOver(screen, 'sse'));
  await reportOne();
  await screen.until(() => screen.events.length === 3);
  const inLog = (await readEventsAfter(app.url, reporter, start.cursor)).map(({ position }) => position);
  expect(screen.events).toEqual(inLog);
  expect(screen.states).toHaveLength(1);
});

test('waits for WebSocket where it is told to take nothing else', async () => {
  proxy.blockWebSocket();
  const screen = await open({ transport: 'websocket' });
  await proxy.turnedAway(4);
  expect(screen.client.status).toMatchObject({ state: 'lost', transport: 'websocket' });
  proxy.letWebSocketThrough();
  await screen.until(isLiveOver(screen, 'websocket'));
});

test('takes event streams where there is no WebSocket at all', async () => {
  const { WebSocket: own } = globalThis as { WebSocket?: unknown };
  Reflect.deleteProperty(globalThis, 'WebSocket');
  closers.add(() => {
    Object.assign(globalThis, own === undefined ? {} : { WebSocket: own });
    return Promise.resolve();
  });
  const screen = await open({ webSocketImpl: undefined });
  await screen.until(isLiveOver(screen, 'sse'));
  const missing = /There is no WebSocket here/;
  expect(() => openImpatientClient(proxy.url, null, { webSocketImpl: undefined, transport: 'websocket' })).toThrow(
    missing,
  );
});

test('stays with WebSocket when it is the server that is away', async () => {
  const screen = await open();
  await screen.until(isLiveOver(screen, 'websocket'));
  const seen = new Set<string>();
  screen.client.onStatus(({ transport }) => seen.add(transport));
  proxy.answerBy((response) => response.writeHead(503, { 'retry-after': '0' }).end('Nobody is here.'));
  proxy.blockWebSocket();
  await proxy.turnedAway(5);
  proxy.answerBy(undefined);
  proxy.letWebSocketThrough();
  await screen.until(isLiveOver(screen, 'websocket'));
  expect([...seen]).toEqual(['websocket']);
});
