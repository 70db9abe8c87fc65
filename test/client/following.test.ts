/** P5 at the client: a followed state misses nothing and shows nothing twice, however its line breaks, over either transport. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { readEventsAfter, readHeadOf, type Head } from '../support/check-events';
import { openCleanUp } from '../support/clean-up';
import { startOn, startTestApp, tokenFor, type TestApp } from '../support/start-test-app';
import { findPlanned, streamReports, type ReportStream } from '../support/stream-reports';
import { openTcpProxy, type TcpProxy } from '../support/tcp-proxy';
import { openImpatientClient, openScreen, type Screen } from './screen';

const servers = openCleanUp();
const closers = openCleanUp();
let app: TestApp;
let reporter: string;
let proxy: TcpProxy;
let start: Head;
let screen: Screen;

beforeAll(async () => {
  app = await startTestApp();
  servers.add(app.close);
  reporter = await tokenFor(Role.REPORTER);
});
afterAll(() => servers.closeAll());
afterEach(() => closers.closeAll());

async function report(count: number, url = app.url): Promise<ReportStream> {
  return streamReports(url, reporter, await findPlanned(url, reporter, count), 2);
}

async function reportAll(count: number, url = app.url): Promise<void> {
  await (
    await report(count, url)
  ).done;
}

/** Everything since the start is there, and one more event follows: what came twice would stand before it. */
async function expectAll(): Promise<void> {
  await reportAll(1);
  const inLog = (await readEventsAfter(app.url, reporter, start.cursor)).map(({ position }) => position);
  await screen.until(() => screen.events.includes(inLog.at(-1) ?? 0));
  expect(screen.events).toEqual(inLog);
  expect(screen.states).toEqual([{ position: start.position, why: 'BEGIN' }]);
}

describe.each(['websocket', 'sse'] as const)('P5: over %s the client', (transport) => {
  beforeEach(async () => {
    proxy = await openTcpProxy(app.url);
    closers.add(proxy.close);
    start = await readHeadOf(app.url, reporter);
    screen = openScreen(openImpatientClient(proxy.url, reporter, { transport }));
    closers.add(screen.close);
    await screen.until(() => screen.states.length > 0);
  });

  test.each(['cut', 'halfClose'] as const)('misses nothing when the line breaks: %s', async (breakLine) => {
    for (const _round of [1, 2]) {
      const before = screen.events.length;
      const stream = await report(12);
      await screen.until(() => screen.events.length >= before + 5);
      proxy[breakLine]();
      await stream.done;
      await screen.until(() => screen.events.length >= before + 12);
    }
    await expectAll();
  });

  test('notices that a line is dead; misses nothing when it lives again, nor when it is cut', async () => {
    for (const isCut of [false, true]) {
      const hungUp = proxy.another();
      const stream = await report(12);
      await stream.waitFor(6);
      proxy.stall();
      await stream.done;
      await hungUp;
      if (isCut) proxy.cut();
      proxy.flow();
      await expectAll();
    }
  });

  test('does not hear a dead line that lives again after another has taken its place', async () => {
    const stream = await report(12);
    await stream.waitFor(6);
    proxy.freeze();
    await stream.done;
    await screen.until(() => screen.events.length >= 12);
    proxy.flow();
    await expectAll();
  });

  test('waits while it is refused', async () => {
    proxy.refuse();
    proxy.cut();
    await screen.until(() => screen.client.status.state === 'lost');
    await reportAll(4);
    proxy.admit();
    await expectAll();
    // The other subscription may have found the line closed once more.
    await screen.until(() => screen.client.status.state === 'live');
    expect(screen.client.status).toEqual({ state: 'live', transport });
  });

  test('goes on with the next server', async () => {
    const first = await startOn(app.databaseUrl);
    servers.add(first.close);
    proxy.leadTo(first.url);
    proxy.cut();
    const stream = await report(16);
    await screen.until(() => screen.events.length >= 7);
    await first.close();
    proxy.leadTo(app.url);
    await stream.done;
    await expectAll();
  });

  test('reads the state afresh when the log is another one (RESYNC)', async () => {
    const other = await startTestApp();
    servers.add(other.close);
    // The event that comes now is in this log alone.
    await reportAll(1);
    await screen.until(() => screen.events.length === 1);
    const head = await readHeadOf(other.url, reporter);
    proxy.leadTo(other.url);
    proxy.cut();
    await screen.until(() => screen.states.length === 2);
    await reportAll(3, other.url);
    await screen.until(() => screen.events.length === 3);
    expect(screen.states.at(-1)).toEqual({ position: head.position, why: 'RESYNC' });
    expect(screen.events).toEqual([1, 2, 3].map((each) => head.position + each));
  });
});
