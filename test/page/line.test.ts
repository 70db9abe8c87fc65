/** What the page shows while its line breaks, freezes and comes back: nothing twice, nothing late, and no figure that goes back. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openCleanUp } from '../support/clean-up';
import { removeDataDirectory } from '../support/data-directory';
import { makeDemoDirectory } from '../support/demo-directory';
import { findBrowser, startBrowserProcess, type BrowserProcess } from '../support/open-browser';
import {
  leadOf,
  openPage,
  positionOf,
  recordedStates,
  recordStates,
  untilLive,
  untilPosition,
  type OpenedPage,
  type ShownState,
} from '../support/open-page';
import { printedToken, startServerProcess, type ServerProcess } from '../support/server-process';
import { post, requireData } from '../support/start-test-app';
import { openTcpProxy, type TcpProxy } from '../support/tcp-proxy';

const REPORTABLE = `{
  congresses(level: GRASSROOTS, pilot: true, status: PLANNED, first: 200) { edges { node { organization { code } } } }
}`;
const REPORT = `mutation ($organization: String!) {
  reportCongressCompleted(input: { organization: $organization, heldOn: "2020-02-28" }) { position }
}`;
const COMPLETED = '{ progress(level: GRASSROOTS, pilot: true) { completed planned } }';

const executable = findBrowser();
const inBrowser = executable === undefined ? describe.skip : describe;
const afterAllTests = openCleanUp();
const closers = openCleanUp();
let settings: Record<string, string>;
let server: ServerProcess;
let proxy: TcpProxy;
let chromium: BrowserProcess;
let left: string[];

beforeAll(async () => {
  const dataDirectory = await makeDemoDirectory();
  afterAllTests.add(() => removeDataDirectory(dataDirectory));
  settings = { DATA_DIR: dataDirectory, DRAIN_SECONDS: '0' };
  server = await startServerProcess(settings);
  afterAllTests.add(() => server.kill('SIGTERM'));
  proxy = await openTcpProxy(server.url);
  afterAllTests.add(proxy.close);
  const { congresses } = await ask<{ congresses: { edges: { node: { organization: { code: string } } }[] } }>(
    REPORTABLE,
    {},
  );
  left = congresses.edges.map(({ node }) => node.organization.code);
  if (executable === undefined) return;
  chromium = await startBrowserProcess(executable);
  afterAllTests.add(chromium.close);
});
afterEach(() => closers.closeAll());
afterAll(() => afterAllTests.closeAll());

async function open(path = '/'): Promise<OpenedPage> {
  const opened = await openPage(chromium, proxy.url, path);
  closers.add(opened.close);
  await untilLive(opened.page);
  return opened;
}

async function ask<Result>(document: string, variables: object): Promise<Result> {
  return requireData(await post<Result, object>(server.url, document, variables, printedToken(server, 'admin')));
}

async function report(times: number): Promise<number> {
  let position = 0;
  for (const organization of left.splice(0, times)) {
    const { reportCongressCompleted } = await ask<{ reportCongressCompleted: { position: number } }>(REPORT, {
      organization,
    });
    ({ position } = reportCongressCompleted);
  }
  return position;
}

/** The page is live again, as the API is, and has never gone back on the way there. */
async function expectForward(page: Page, position: number): Promise<ShownState[]> {
  await untilPosition(page, position);
  await untilLive(page);
  const { progress } = await ask<{ progress: { completed: number; planned: number } }>(COMPLETED, {});
  expect(await leadOf(page)).toEqual(progress);
  expect(await positionOf(page)).toBe(position);
  const states = await recordedStates(page);
  const inOrder = (numbers: number[]): number[] => [...numbers].sort((one, other) => one - other);
  for (const figures of [states.map((state) => state.position), states.map(({ completed }) => completed)]) {
    expect(figures).toEqual(inOrder(figures));
  }
  return states;
}

/** Each line once, in the order in which they were shown. */
function linesOf(states: readonly ShownState[]): string[] {
  return states.map(({ line }) => line).filter((line, index, all) => line !== all[index - 1]);
}

inBrowser('the line of the page', () => {
  test('a server that is killed and started again: the page says so, and misses nothing', async () => {
    const { page, complaints } = await open();
    await recordStates(page);
    await report(3);
    await server.kill('SIGKILL');
    await page.locator('.page.away').waitFor();
    expect(await page.locator('.line').textContent()).toMatch(/^mất kết nối \d+ giây$/);
    expect(await page.locator('.notice').textContent()).toMatch(/^Số liệu dừng ở #[\d.]+$/);
    server = await startServerProcess(settings);
    proxy.leadTo(server.url);
    const position = await report(4);
    const states = await expectForward(page, position);
    expect(linesOf(states)).toEqual(['live', 'lost', 'catching-up', 'live']);
    expect(complaints).toEqual([]);
  });

  test('a line that freezes without a word is noticed, and what happened meanwhile is shown', async () => {
    const { page, complaints } = await open();
    await recordStates(page);
    proxy.freeze();
    const position = await report(5);
    const states = await expectForward(page, position);
    // Whether it was lost for as long as a frame is a matter of how soon another line was there.
    expect(linesOf(states).length).toBeGreaterThan(2);
    proxy.flow();
    expect(complaints).toEqual([]);
  });

  test('a line that is cut again and again, while reports come', async () => {
    const { page, complaints } = await open();
    await recordStates(page);
    let position = 0;
    for (let round = 0; round < 4; round += 1) {
      proxy.cut();
      position = await report(3);
      await proxy.another();
    }
    await expectForward(page, position);
    expect(complaints).toEqual([]);
  });

  test('a page that was deployed anew is said to be there; a wall loads it by itself', async () => {
    const { page } = await open();
    const wall = await open('/?wall');
    const loaded = wall.page.waitForEvent('load');
    for (const each of [page, wall.page]) {
      await each.route('**/page/version', (route) => route.fulfill({ contentType: 'text/plain', body: 'another' }));
    }
    proxy.cut();
    await page.locator('.notice button').waitFor();
    await loaded;
    expect(await wall.page.locator('.notice').count()).toBe(0);
  });

  test('a log that was replaced by another one is read from the start', async () => {
    const { page, complaints } = await open();
    await report(2);
    const other = await makeDemoDirectory();
    closers.add(() => removeDataDirectory(other));
    const restored = await startServerProcess({ ...settings, DATA_DIR: other });
    closers.add(() => restored.kill('SIGTERM'));
    proxy.leadTo(restored.url);
    proxy.cut();
    closers.add(() => {
      proxy.leadTo(server.url);
      return Promise.resolve();
    });
    await page.locator('.lead [data-figure=completed]', { hasText: /^295$/ }).waitFor();
    await untilLive(page);
    expect(complaints).toEqual([]);
  });
});
