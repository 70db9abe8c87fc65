/** The examples do what they show: P5 for each client, over lines that break in every way (through a real proxy). */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { ProgressDocument } from '../generated/operations';
import { readEventsAfter, readHeadOf, type Head } from '../support/check-events';
import { openCleanUp } from '../support/clean-up';
import { post, requireData, startOn, startTestApp, tokenFor, type TestApp } from '../support/start-test-app';
import { findPlanned, streamReports, type ReportStream } from '../support/stream-reports';
import { openTcpProxy, type TcpProxy } from '../support/tcp-proxy';
import { startExample, type Example } from './start-example';

const CLIENTS = ['graphql-ws', 'apollo-client', 'urql', 'relay', 'sse'];

const servers = openCleanUp();
const clients = openCleanUp();
let app: TestApp;
let reporter: string;
/** They follow one log side by side, from the first test to the last. */
let scenes: Scene[];
/** Where the log ended before. */
let start: Head;

beforeAll(async () => {
  app = await startTestApp();
  servers.add(app.close);
  reporter = await tokenFor(Role.REPORTER);
  start = await readHeadOf(app.url, reporter);
  scenes = await Promise.all(CLIENTS.map(begin));
});
afterAll(async () => {
  await clients.closeAll();
  await servers.closeAll();
});

interface Scene {
  name: string;
  proxy: TcpProxy;
  example: Example;
}

/** The example has read the state, and follows through the proxy. */
async function begin(name: string): Promise<Scene> {
  const proxy = await openTcpProxy(app.url);
  clients.add(proxy.close);
  const example = startExample(name, proxy.url, reporter);
  clients.add(example.stop);
  await example.until(() => example.lines.some((line) => line.startsWith(`begin ${start.position}:`)));
  await example.until(() => example.states().length > 0);
  return { name, proxy, example };
}

async function each(work: (scene: Scene, index: number) => unknown): Promise<void> {
  await Promise.all(scenes.map(work));
}

async function report(count: number, url = app.url): Promise<ReportStream> {
  return streamReports(url, reporter, await findPlanned(url, reporter, count), 2);
}

/** Resolves when that one has printed so many events more than at this call. */
function countFromNow(): (scene: Scene, count: number) => Promise<void> {
  const before = new Map(scenes.map(({ name, example }) => [name, example.events().length]));
  return ({ name, example }, count) => {
    const wanted = (before.get(name) ?? 0) + count;
    return example.until(() => example.events().length >= wanted);
  };
}

/** Waits until each has printed all that the log has, and one event more: whatever comes twice would stand between. */
async function expectAll(): Promise<void> {
  const last = async (): Promise<void> => {
    const { position } = await readHeadOf(app.url, reporter);
    await each(({ example }) => example.until(() => example.events().includes(position)));
  };
  await last();
  await (
    await report(1)
  ).done;
  await last();
  const inLog = (await readEventsAfter(app.url, reporter, start.cursor)).map(({ position }) => position);
  for (const { name, example } of scenes) expect({ name, events: example.events() }).toEqual({ name, events: inLog });
  expectNoneMissed();
  await expectFresh(app.url);
  for (const { name, example } of scenes) {
    const states = example.states();
    expect({ name, states }).toEqual({ name, states: [...states].sort((a, b) => a - b) });
  }
}

/** What each shows in the end is what a fresh query says. */
async function expectFresh(url: string): Promise<void> {
  const { progress } = requireData(await post(url, ProgressDocument, {}, reporter));
  const { position, completed, planned } = progress ?? {};
  await each(({ example }) => example.until(() => example.states().at(-1) === position));
  const screens = scenes.map(({ name, example }) => {
    return { name, shown: example.lines.findLast((line) => line.startsWith('state ')) };
  });
  const shown = `state ${String(position)}: ${String(completed)} of ${String(planned)} completed`;
  expect(screens).toEqual(CLIENTS.map((name) => ({ name, shown })));
}

function expectNoneMissed(): void {
  const missed = scenes.flatMap(({ name, example }) =>
    example.lines.filter((line) => line.startsWith('missed')).map((line) => `${name}: ${line}`),
  );
  expect(missed).toEqual([]);
}

/** Reports, and does something to each line when some reports have arrived and others are on their way. */
async function disturbTwice(disturb: (proxy: TcpProxy) => void): Promise<void> {
  for (const _round of [1, 2]) {
    const hasPrinted = countFromNow();
    const stream = await report(12);
    await each(async (scene) => {
      await hasPrinted(scene, 5);
      disturb(scene.proxy);
    });
    await stream.done;
    await each((scene) => hasPrinted(scene, 12));
  }
}

describe(`P5: each of ${CLIENTS.map((name) => `examples/${name}.mjs`).join(', ')}`, () => {
  test('prints events as they come', async () => {
    const stream = await report(8);
    await stream.done;
    await expectAll();
  });

  test('misses nothing when the line is cut', async () => {
    await disturbTwice((proxy) => {
      proxy.cut();
    });
    await expectAll();
  });

  test('misses nothing when the server seems to have ended', async () => {
    await disturbTwice((proxy) => {
      proxy.halfClose();
    });
    await expectAll();
  });

  test('notices that a line is dead; misses nothing when it lives again, nor when it is cut', async () => {
    for (const isCut of [false, true]) {
      const hungUp = each(({ proxy }) => proxy.another());
      const first = await report(12);
      await first.waitFor(6);
      for (const { proxy } of scenes) proxy.stall();
      await first.done;
      await hungUp;
      const second = await report(4);
      for (const { proxy } of scenes) {
        if (isCut) proxy.cut();
        proxy.flow();
      }
      await second.done;
      await expectAll();
    }
  });

  test('does not listen to a dead line that lives again after another has taken its place', async () => {
    const hasPrinted = countFromNow();
    const stream = await report(12);
    await stream.waitFor(6);
    for (const { proxy } of scenes) proxy.freeze();
    await stream.done;
    await each(async (scene) => {
      await hasPrinted(scene, 12);
      scene.proxy.flow();
    });
    await expectAll();
  });

  test('goes on with the next server', async () => {
    const first = await startOn(app.databaseUrl);
    servers.add(first.close);
    for (const { proxy } of scenes) {
      proxy.leadTo(first.url);
      proxy.cut();
    }
    const second = await startOn(app.databaseUrl);
    servers.add(second.close);
    const hasPrinted = countFromNow();
    const stream = await report(16);
    await each((scene) => hasPrinted(scene, 7));
    await first.close();
    await stream.done;
    for (const { proxy } of scenes) proxy.leadTo(second.url);
    await expectAll();
  });

  test('reads the state afresh when the log is another one', async () => {
    const other = await startTestApp();
    servers.add(other.close);
    // Both logs begin as the same one, where a cursor holds for both: the event that comes now is in this one alone.
    await (
      await report(1)
    ).done;
    await expectAll();
    const head = await readHeadOf(other.url, reporter);
    const hasPrinted = countFromNow();
    const before = scenes.map(({ example }) => ({ lines: example.lines.length, events: example.events().length }));
    const beginning = ({ example }: Scene, index: number): string | undefined =>
      example.lines.slice(before[index]?.lines).find((line) => line.startsWith('begin '));
    for (const { proxy } of scenes) {
      proxy.leadTo(other.url);
      proxy.cut();
    }
    await each((scene, index) => scene.example.until(() => beginning(scene, index) !== undefined));
    await (
      await report(3, other.url)
    ).done;
    const { position } = await readHeadOf(other.url, reporter);
    await each((scene) => hasPrinted(scene, 3));
    for (const [index, scene] of scenes.entries()) {
      const { name, example } = scene;
      expect(`${name}: ${beginning(scene, index)}`).toContain(`${name}: begin ${head.position}:`);
      const events = example.events().slice(before[index]?.events);
      expect({ name, events }).toEqual({ name, events: [position - 2, position - 1, position] });
    }
    await expectFresh(other.url);
    expectNoneMissed();
  });

  test('ends when the server does not take its token', async () => {
    const ends = CLIENTS.map(async (name) => ({ name, ...(await startExample(name, app.url, 'not a token').ended) }));
    const complaint = expect.stringMatching(/token/) as unknown;
    expect(await Promise.all(ends)).toEqual(CLIENTS.map((name) => ({ name, code: 1, complaint })));
  });
});
