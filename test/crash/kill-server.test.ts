/** kill -9 of the server in the middle of its work: what was answered is there, once, and nobody misses an event (P1, P2, P5). */
import { afterEach, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { openCleanUp } from '../support/clean-up';
import { verifyDatabase } from '../support/check-events';
import { cloneTemplate } from '../support/templates';
import { startServerProcess, type ServerProcess } from '../support/server-process';
import { SECRET, tokenFor } from '../support/start-test-app';
import { beginSurvival, expectNothingLost, live } from '../support/survive';

const REPORTS = 240;

const closers = openCleanUp();
afterEach(() => closers.closeAll());

test('three times killed, three times started: every answered report is there once, and was pushed once', async () => {
  const database = await cloneTemplate('small');
  closers.add(database.drop);
  const token = await tokenFor(Role.REPORTER);
  const start = async (): Promise<ServerProcess> => {
    const server = await startServerProcess({ DATABASE_URL: database.url, AUTH_JWT_SECRET: SECRET });
    closers.add(() => server.kill('SIGKILL'));
    return server;
  };
  let server = await start();
  const survival = await beginSurvival(server.url, token, REPORTS);
  for (const share of [0.25, 0.4, 0.5]) {
    await live(survival, server.url, token, async (stream, unanswered) => {
      await stream.waitFor(Math.round(share * unanswered));
      expect(await server.kill('SIGKILL')).toBe('SIGKILL');
    });
    expect(survival.answered.size).toBeLessThan(REPORTS);
    server = await start();
  }
  await live(survival, server.url, token, (stream) => stream.done);
  await expectNothingLost(survival, server.url, token);
  expect(await verifyDatabase(database.url)).toEqual([]);
  expect(await server.kill('SIGTERM')).toBe(0);
});
