/** DASHBOARD and MAP_FILE, and what a start without a built dashboard says. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config/config';
import { openDashboard } from '../../src/page/dashboard';
import { openCleanUp } from '../support/clean-up';
import { startOn } from '../support/start-test-app';
import { cloneTemplate, type Clone } from '../support/templates';
import { openAsBrowser, stateIn } from './open-demo';

const closers = openCleanUp();
let database: Clone;
let folder: string;
beforeAll(async () => {
  database = await cloneTemplate('small');
  folder = await mkdtemp(join(tmpdir(), 'giaoban-map-'));
});
afterEach(() => closers.closeAll());
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

test('DASHBOARD is on unless it is turned off', () => {
  expect(readConfig({}).dashboard).toBe(true);
  expect(readConfig({ DATABASE_URL: 'postgres://somewhere/giaoban' }).dashboard).toBe(true);
  expect(readConfig({ DASHBOARD: 'off' }).dashboard).toBe(false);
});

test('off, a browser is told in JSON that there is nothing, and there are no files of it', async () => {
  const app = await startOn(database.url, { DASHBOARD: 'off' });
  closers.add(app.close);
  const { version } = await openDashboard(undefined);
  for (const path of ['/', '/o/01', '/nowhere', `/page/${version}/page.css`]) {
    const answer = await openAsBrowser(`${app.url}${path}`);
    expect([path, answer.status]).toEqual([path, 404]);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  }
});

test('MAP_FILE is the map that pages begin with', async () => {
  const map = { columns: 2, rows: 1, tiles: [{ code: '01', short: 'Thử', column: 1, row: 0 }] };
  const path = join(folder, 'map.json');
  await writeFile(path, JSON.stringify(map));
  const app = await startOn(database.url, { MAP_FILE: path });
  closers.add(app.close);
  const state = stateIn(await (await openAsBrowser(app.url)).text());
  expect(JSON.parse(state)).toMatchObject({ map });
});

test('MAP_FILE that is wrong stops the start', async () => {
  const path = join(folder, 'wrong.json');
  await writeFile(path, '{}');
  await expect(startOn(database.url, { MAP_FILE: path })).rejects.toThrow(
    `MAP_FILE ${path}: columns is missing. Use a whole number from 1 to 100.`,
  );
});

test('a dashboard that is not built stops the start with what to do', async () => {
  await expect(openDashboard(undefined, ['dashboard', 'absent'])).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: 'The dashboard is not built. Run `npm run build`, or start without it: DASHBOARD=off.',
  });
});
