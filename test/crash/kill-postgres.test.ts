/** The demo of `npm start`, and what becomes of its database when PostgreSQL or the server is killed under load (P1, P2, P5). */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { identifyProcess } from '../../src/embedded/identify-process';
import { startEmbeddedPostgres } from '../../src/embedded/start-embedded-postgres';
import { PilotProgressDocument } from '../generated/operations';
import { openCleanUp } from '../support/clean-up';
import { verifyDatabase } from '../support/check-events';
import { freshDataDirectory, removeDataDirectory } from '../support/data-directory';
import { printedToken, startServerProcess, type ServerProcess } from '../support/server-process';
import { makeSmallCluster } from '../support/small-cluster';
import { post } from '../support/start-test-app';
import { beginSurvival, expectNothingLost, live } from '../support/survive';

const REPORTS = 200;
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

const closers = openCleanUp();
let dataDirectory: string;
let server: ServerProcess;

afterAll(() => closers.closeAll());

async function chooseDataDirectory(): Promise<void> {
  dataDirectory = await freshDataDirectory();
  closers.add(() => removeDataDirectory(dataDirectory));
  closers.add(stopOrphan);
}

async function start(): Promise<void> {
  const started = await startServerProcess({ DATA_DIR: dataDirectory });
  closers.add(() => started.kill('SIGTERM'));
  server = started;
}

/** Lines of postmaster.pid: the process, the cluster, the time of its start, the port …; undefined when there is none. */
async function readPidFile(): Promise<string[] | undefined> {
  const text = await readFile(join(dataDirectory, 'postgres', 'postmaster.pid'), 'utf8').catch(() => undefined);
  return text?.split('\n');
}

async function postmasterPid(): Promise<number> {
  return Number((await readPidFile())?.[0]);
}

async function databaseUrl(): Promise<string> {
  const password = (await readFile(join(dataDirectory, 'postgres.password'), 'utf8')).trim();
  return `postgres://giaoban:${password}@127.0.0.1:${(await readPidFile())?.[3] ?? ''}/giaoban`;
}

/** What a failed test may have left: starting takes it over. */
async function stopOrphan(): Promise<void> {
  if ((await readPidFile()) === undefined) return;
  await (await startEmbeddedPostgres({ dataDirectory })).stop();
}

describe('the demo', () => {
  beforeAll(async () => {
    await chooseDataDirectory();
    await start();
    expect(server.said()).toContain('Loading the demo country');
  });
  afterAll(() => closers.closeAll());

  test('answers everyone how far the pilot is', async () => {
    const answer = await post(server.url, PilotProgressDocument, {}, null);
    expect(answer).toEqual({ data: { progress: { planned: 1174, completed: 295, remaining: 879, rate: 0.2513 } } });
  });

  test('shows a browser Apollo Sandbox, which is told where queries and subscriptions go', async () => {
    const response = await fetch(`${server.url}/graphql`, { headers: { accept: BROWSER } });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    const script = /<script>([^]*?)<\/script>/.exec(await response.text())?.[1] ?? '';
    const optionsAt = (href: string): unknown => {
      let given: unknown;
      class EmbeddedSandbox {
        constructor(options: unknown) {
          given = options;
        }
      }
      const location = new URL(href);
      const page = { URL, location, window: { EmbeddedSandbox }, document: { querySelectorAll: () => [] } };
      runInNewContext(script, page);
      return given;
    };
    expect(optionsAt(`${server.url}/graphql`)).toMatchObject({
      initialEndpoint: `${server.url}/graphql`,
      initialSubscriptionEndpoint: `${server.url.replace('http', 'ws')}/graphql`,
    });
    expect(optionsAt('https://giaoban.example/graphql?x=1')).toMatchObject({
      initialEndpoint: 'https://giaoban.example/graphql',
      initialSubscriptionEndpoint: 'wss://giaoban.example/graphql',
    });
  });

  test('answers a query that a form or page posts, whatever it accepts beside JSON', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { accept: BROWSER, 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ viewer { today } }' }),
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ data: { viewer: { today: '2020-02-29' } } });
  });
});

test('PostgreSQL killed, the server killed, both stopped: every answered report is there once, and was pushed once', async () => {
  await chooseDataDirectory();
  // The whole one would take most of the time to recount.
  await makeSmallCluster(dataDirectory);
  await start();
  const token = printedToken(server, 'reporter');
  const survival = await beginSurvival(server.url, token, REPORTS);

  // kill -9 of PostgreSQL: the server says so, and ends with an error.
  const postmaster = await postmasterPid();
  await live(survival, server.url, token, async (stream) => {
    await stream.waitFor(40);
    process.kill(postmaster, 'SIGKILL');
    expect(await server.ended).toBe(1);
  });
  expect(server.said()).toContain(`PostgreSQL (process ${postmaster}) has ended unexpectedly: `);
  expect(server.said()).toContain('Start again: everything that was answered has been kept.');
  expect(survival.answered.size).toBeLessThan(REPORTS);
  await start();
  expect(server.said()).not.toContain('Loading the demo country');
  expect(printedToken(server, 'reporter').split('.')[0]).toBe(token.split('.')[0]);

  // kill -9 of the server: its PostgreSQL stays, and the next start stops it.
  const orphan = await postmasterPid();
  await live(survival, server.url, token, async (stream) => {
    await stream.waitFor(40);
    expect(await server.kill('SIGKILL')).toBe('SIGKILL');
  });
  expect(await identifyProcess(orphan)).toBeDefined();
  expect(survival.answered.size).toBeLessThan(REPORTS);
  await start();
  expect(server.said()).toContain(`left running (process ${orphan})`);
  expect(await identifyProcess(orphan)).toBeUndefined();

  // Ctrl-C: a clean end, and nothing runs any more.
  const last = await postmasterPid();
  await live(survival, server.url, token, async (stream) => {
    await stream.waitFor(40);
    expect(await server.kill('SIGINT')).toBe(0);
  });
  expect(server.said()).toMatch(/Stopped\.\n$/);
  expect(await identifyProcess(last)).toBeUndefined();
  expect(await readPidFile()).toBeUndefined();
  expect(survival.answered.size).toBeLessThan(REPORTS);
  await start();

  await live(survival, server.url, token, (stream) => stream.done);
  await expectNothingLost(survival, server.url, token);
  expect(await verifyDatabase(await databaseUrl())).toEqual([]);
});
