/** The client package in a real browser, as it is published: its hooks for React, and event streams where WebSocket is blocked (P5). */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Role } from '../../src/access/viewer';
import { buildClient } from '../support/build-client';
import { openCleanUp } from '../support/clean-up';
import { findBrowser, openBrowser } from '../support/open-browser';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';
import { findPlanned, streamReports } from '../support/stream-reports';
import { openHttpProxy, type HttpProxy } from './http-proxy';
import { servePage } from './page-files';

const executable = findBrowser();
const inBrowser = executable === undefined ? describe.skip : describe;

/** As an application writes it, with variables inline. */
const scriptFor = (token: string): string => `
  import { createElement, StrictMode } from 'react';
  import { createRoot } from 'react-dom/client';
  import { createClient } from '@giaoban/client';
  import { useConnectionStatus, useFollowed } from '@giaoban/client/react';

  const client = createClient({
    url: location.origin,
    identify: () => ({ authorization: 'Bearer ${token}' }),
    quiet: 1_000,
    longestWait: 60,
    retryWebSocketAfter: 100,
  });
  const STATE = 'subscription ($within: String) { progress(within: $within) { completed } }';
  window.renders = [];
  function Completed({ within }) {
    const { data, error, connection } = useFollowed(client, STATE, { within });
    const { state, transport } = useConnectionStatus(client);
    const completed = data?.progress.completed;
    window.renders.push(completed);
    return createElement('p', null, within, ': ', error?.message ?? completed ?? '…', ', ', connection, ', ', state, ' over ', transport);
  }
  window.root = createRoot(document.getElementById('root'));
  window.show = (within) => root.render(createElement(StrictMode, null, createElement(Completed, { within })));
  window.show('VN');
`;

const servers = openCleanUp();
const closers = openCleanUp();
let app: TestApp;
let reporter: string;
let proxy: HttpProxy;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  buildClient();
  app = await startTestApp();
  servers.add(app.close);
  reporter = await tokenFor(Role.REPORTER);
});
beforeEach(async () => {
  proxy = await openHttpProxy(app.url, servePage(scriptFor(reporter)));
  closers.add(proxy.close);
  const browser = await openBrowser(executable ?? '', proxy.url);
  closers.add(browser.close);
  page = await browser.context.newPage();
  complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
});
afterEach(async () => {
  await closers.closeAll();
  expect(complaints).toEqual([]);
});
afterAll(() => servers.closeAll());

async function completedIn(within: string): Promise<number> {
  const asked = `query ($within: String) { progress(within: $within) { completed } }`;
  return (await app.ask<{ progress: { completed: number } }>(asked, { within })).progress.completed;
}

const shows = (text: string): Promise<void> => page.getByText(text, { exact: true }).waitFor();

async function reportOne(): Promise<void> {
  await streamReports(app.url, reporter, await findPlanned(app.url, reporter, 1, { within: '01' })).done;
}

inBrowser('P5: in a browser', () => {
  test('a hook shows the newest state, through everything that happens to the line, and never an older one', async () => {
    await page.goto(`${proxy.url}/page`);
    const before = await completedIn('VN');
    await shows(`VN: ${before}, live, live over websocket`);
    await reportOne();
    await shows(`VN: ${before + 1}, live, live over websocket`);
    proxy.blockWebSocket();
    await shows(`VN: ${before + 1}, live, live over sse`);
    await reportOne();
    await shows(`VN: ${before + 2}, live, live over sse`);
    proxy.letWebSocketThrough();
    await shows(`VN: ${before + 2}, live, live over websocket`);
    const renders = await page.evaluate<(number | null)[]>('window.renders');
    const seen = renders.filter((each) => each != null);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  test('a hook that is given other variables follows those, and one that is gone follows nothing', async () => {
    await page.goto(`${proxy.url}/page`);
    await shows(`VN: ${await completedIn('VN')}, live, live over websocket`);
    await page.evaluate('window.show("01")');
    await shows(`01: ${await completedIn('01')}, live, live over websocket`);
    await page.evaluate('window.show("no such")');
    await page.getByText(/^no such: .*"no such".*idle over websocket$/).waitFor();
    await page.evaluate('window.show("01")');
    await shows(`01: ${await completedIn('01')}, live, live over websocket`);
    await page.evaluate('window.root.unmount()');
    await proxy.socketsClosed();
  });

  test('a hook says that the connection is lost, and still shows what it has', async () => {
    await page.goto(`${proxy.url}/page`);
    const before = await completedIn('VN');
    await shows(`VN: ${before}, live, live over websocket`);
    proxy.answerBy((response) => response.writeHead(503).end());
    proxy.blockWebSocket();
    await shows(`VN: ${before}, lost, lost over websocket`);
    await reportOne();
    proxy.answerBy(undefined);
    proxy.letWebSocketThrough();
    await shows(`VN: ${before + 1}, live, live over websocket`);
  });
});
