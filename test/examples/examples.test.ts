/** The examples do what they show: P5 for each client, over lines that break in every way (through a real proxy). */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { readEventsAfter, readHeadOf, type Head } from '../support/check-events';
import { openCleanUp } from '../support/clean-up';
import { startOn, startTestApp, tokenFor, type TestApp } from '../support/start-test-app';
import { findPlanned, streamReports, type ReportStream } from '../support/stream-reports';
import { openTcpProxy, type TcpProxy } from '../support/tcp-proxy';
import { startExample, type Example } from './start-example';

const afterAllTests = openCleanUp();
const closers = openCleanUp();
let app: TestApp;
let reporter: string;

beforeAll(async () => {
  app = await startTestApp();
  afterAllTests.add(app.close);
  reporter = await tokenFor(Role.REPORTER);
});
afterEach(() => closers.closeAll());
afterAll(() => afterAllTests.closeAll());

interface Scene {
  proxy: TcpProxy;
  example: Example;
  /** Where the log ended before. */
  start: Head;
}

/** The example has read the state, and follows through the proxy. */
async function begin(name: string, url = app.url): Promise<Scene> {
  const proxy = await openTcpProxy(url);
  closers.add(proxy.close);
  const start = await readHeadOf(url, reporter);
  const example = startExample(name, proxy.url, reporter);
  closers.add(example.stop);
  await example.until(() => example.lines.some((line) => line.startsWith(`begin ${start.position}:`)));
  await example.until(() => example.states().length > 0);
  return { proxy, example, start };
}

async function report(count: number, url = app.url): Promise<ReportStream> {
  return streamReports(url, reporter, await findPlanned(url, reporter, count), 2);
}

/** Waits until it has printed all that the log has, and one event more: whatever comes twice would stand between. */
async function expectAll({ example, start }: Pick<Scene, 'example' | 'start'>, url = app.url): Promise<void> {
  const inLog = async (): Promise<number[]> =>
    (await readEventsAfter(url, reporter, start.cursor)).map(({ position }) => position);
  const last = async (): Promise<void> => {
    const { position } = await readHeadOf(url, reporter);
    await example.until(() => example.events().includes(position));
  };
  await last();
  await (
    await report(1, url)
  ).done;
  await last();
  expect(example.events()).toEqual(await inLog());
  expect(example.lines.filter((line) => line.startsWith('missed'))).toEqual([]);
  const { position } = await readHeadOf(url, reporter);
  await example.until(() => example.states().at(-1) === position);
  expect(example.states()).toEqual([...example.states()].sort((a, b) => a - b));
}

/** Reports, and does something to the line when some reports have arrived and others are on their way. */
async function disturbTwice({ example }: Scene, disturb: () => void): Promise<void> {
  for (const _round of [1, 2]) {
    const before = example.events().length;
    const stream = await report(12);
    await example.until(() => example.events().length > before + 4);
    disturb();
    await stream.done;
    await example.until(() => example.events().length >= before + 12);
  }
}

describe.each(['graphql-ws', 'apollo-client', 'urql', 'sse'])('P5: examples/%s.mjs', (name) => {
  test('prints events as they come', async () => {
    const scene = await begin(name);
    const stream = await report(8);
    await stream.done;
    await expectAll(scene);
  });

  test('misses nothing when the line is cut', async () => {
    const scene = await begin(name);
    await disturbTwice(scene, scene.proxy.cut);
    await expectAll(scene);
  });

  test('misses nothing when the server seems to have ended', async () => {
    const scene = await begin(name);
    await disturbTwice(scene, scene.proxy.halfClose);
    await expectAll(scene);
  });

  test('notices that a line is dead; misses nothing when it lives again, nor when it is cut', async () => {
    const scene = await begin(name);
    const { proxy } = scene;
    for (const isCut of [false, true]) {
      const hungUp = proxy.another();
      const first = await report(12);
      await first.waitFor(6);
      proxy.stall();
      await first.done;
      await hungUp;
      const second = await report(4);
      if (isCut) proxy.cut();
      proxy.flow();
      await second.done;
      await expectAll(scene);
    }
  });

  test('does not listen to a dead line that lives again after another has taken its place', async () => {
    const scene = await begin(name);
    const { proxy, example } = scene;
    const stream = await report(12);
    await stream.waitFor(6);
    proxy.freeze();
    await stream.done;
    await example.until(() => example.events().length >= 12);
    proxy.flow();
    await expectAll(scene);
  });

  test('goes on with the next server', async () => {
    const first = await startOn(app.databaseUrl);
    const scene = await begin(name, first.url);
    const second = await startOn(app.databaseUrl);
    closers.add(second.close);
    const stream = await report(16);
    await scene.example.until(() => scene.example.events().length > 6);
    await first.close();
    await stream.done;
    scene.proxy.leadTo(second.url);
    await expectAll(scene);
  });

  test('reads the state afresh when the log is another one', async () => {
    const other = await startTestApp();
    closers.add(other.close);
    const { proxy, example } = await begin(name);
    const start = await readHeadOf(other.url, reporter);
    const begun = example.lines.length;
    proxy.leadTo(other.url);
    proxy.cut();
    await example.until(() => example.lines.slice(begun).some((line) => line.startsWith('begin ')));
    await (
      await report(3, other.url)
    ).done;
    const { position } = await readHeadOf(other.url, reporter);
    await example.until(() => example.events().length >= 3);
    expect(example.lines.slice(begun).find((line) => line.startsWith('begin '))).toContain(`begin ${start.position}:`);
    expect(example.events()).toEqual([position - 2, position - 1, position]);
    expect(example.lines.filter((line) => line.startsWith('missed'))).toEqual([]);
  });

  test('ends when the server does not take its token', async () => {
    const example = startExample(name, app.url, 'not a token');
    const { code, complaint } = await example.ended;
    expect(code).toBe(1);
    expect(complaint).toMatch(/token/);
  });
});
