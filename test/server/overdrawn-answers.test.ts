/** P23: what is remembered is paid as well: who has nothing left is refused, by whatever way the question comes, and others are not. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';
import { askWhole } from '../support/whole-answers';

const ASKED = { query: '{ progress { planned } }' };

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ LIMIT_COST_PER_SECOND: '100', LIMIT_COST_AT_ONCE: '3000' });
});
afterAll(() => app.close());

test.each(['POST', 'GET'] as const)('by %s', async (method) => {
  const token = await tokenFor(Role.VIEWER, 'VN', `asks by ${method}`);
  const statuses = new Set<number | undefined>();
  for (let asked = 0; asked < 1_000 && !statuses.has(429); asked += 1) {
    statuses.add((await askWhole(app.url, token, ASKED, { method })).status);
  }
  expect([...statuses].sort()).toEqual([200, 429]);
  const other = await tokenFor(Role.VIEWER, 'VN', `somebody beside, by ${method}`);
  expect((await askWhole(app.url, other, ASKED, { method })).status).toBe(200);
});
