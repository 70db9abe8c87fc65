/** The business day turns: figures that depend on it move without an event of their own, so whoever shows them is told. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import type { Staleness } from '../../client/src/client.ts';
import { openCleanUp } from '../support/clean-up';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';
import { openImpatientClient, openScreen } from './screen';

const closers = openCleanUp();
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
  closers.add(app.close);
});
afterAll(() => closers.closeAll());

test.each(['websocket', 'sse'] as const)('DAY_TURNED over %s: the state is read again', async (transport) => {
  const viewer = await tokenFor(Role.VIEWER);
  const client = openImpatientClient(app.url, viewer, { transport });
  const told: Staleness[] = [];
  const screen = openScreen(client);
  closers.add(screen.close);
  const forget = client.onStale((why) => told.push(why));
  await screen.until(() => screen.states.length > 0 && client.status.state === 'live');
  const { turnDay } = await app.ask<{ turnDay: { position: number } }>('mutation { turnDay(input: {}) { position } }');
  await screen.until(() => screen.states.length > 1);
  expect(screen.states.slice(1)).toEqual([{ position: turnDay.position, why: 'DAY_TURNED' }]);
  expect(told).toEqual(['DAY_TURNED']);
  forget();
});
