/** `giaoban replay` that is killed, or told to stop, or runs twice: the same command goes on, and nothing is missing or twice. */
import { tmpdir } from 'node:os';
import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals';
import { openCleanUp } from '../support/clean-up';
import { onDatabase } from '../support/oracle-log';
import { expectPlayed, newestPosition, readPlayed } from '../support/read-played';
import { startGiaoban, type Running } from '../support/run-giaoban';
import { SECRET, startTestApp, type TestApp } from '../support/start-test-app';
import { waitInDatabase } from '../support/wait-in-database';

/** Until 14 March all of its bodies are in the small country, too. */
const LAST_DAY = '2020-03-14';

const cleanUp = openCleanUp();
let app: TestApp;
let loaded: number;

beforeEach(async () => {
  app = await startTestApp();
  cleanUp.add(() => app.close());
  loaded = await newestPosition(app.databaseUrl);
});
afterEach(() => cleanUp.closeAll());
afterAll(() => cleanUp.closeAll());

function start(...more: string[]): Running {
  const words = ['replay', '--url', `${app.url}/graphql`, ...more];
  const running = startGiaoban(words, { folder: tmpdir(), settings: { AUTH_JWT_SECRET: SECRET } });
  cleanUp.add(async () => {
    running.kill('SIGKILL');
    await running.ended;
  });
  return running;
}

/** Resolves when so much has been recorded since the demo was loaded. */
async function untilRecorded(count: number): Promise<void> {
  await onDatabase(app.databaseUrl, (client) =>
    waitInDatabase(client, `SELECT FROM log_head WHERE position >= ${loaded + count}`),
  );
}

test('by SIGKILL, again and again, in the middle of a day', async () => {
  for (const count of [30, 90, 150]) {
    const running = start('--to', LAST_DAY, '--rate', '60');
    await untilRecorded(count);
    running.kill('SIGKILL');
    expect((await running.ended).code).toBe(137);
  }
  expect((await start('--to', LAST_DAY, '--rate', '1000').ended).code).toBe(0);
  expect(await readPlayed(app.databaseUrl, loaded)).toEqual(await expectPlayed('2020-02-29', LAST_DAY));
});

test('by Ctrl-C', async () => {
  const running = start('--to', LAST_DAY, '--rate', '60');
  await untilRecorded(40);
  running.kill('SIGINT');
  const { code, err } = await running.ended;
  expect({ code, err }).toEqual({
    code: 130,
    err: expect.stringMatching(/^Stopped: the business day is 2020-03-0\d, \d+ of 619 are recorded\..*\n$/),
  });
});

test('two at the same time', async () => {
  const playing = [1, 2].map(() => start('--to', LAST_DAY, '--speed', 'max').ended);
  const ended = await Promise.all(playing);
  expect(ended.map(({ code, err }) => ({ code, err }))).toEqual([1, 2].map(() => ({ code: 0, err: '' })));
  const played = await readPlayed(app.databaseUrl, loaded);
  expect([...played].sort()).toEqual((await expectPlayed('2020-02-29', LAST_DAY)).sort());
});
