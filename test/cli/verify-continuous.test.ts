/** `giaoban verify --continuous` as a process: its figures, its alarm, and its end. */
import { afterAll, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { openCleanUp } from '../support/clean-up';
import { openTestDatabase } from '../support/open-database';
import { playSmallCampaign } from '../support/play-small-campaign';
import { METRICS_TOKEN, waitForMetrics } from '../support/read-metrics';

const ROOT = join(__dirname, '..', '..');
const HOOK = join(ROOT, 'test', 'support', 'typescript-hook.js');

const cleanUp = openCleanUp();

afterAll(() => cleanUp.closeAll());

it('raises the alarm while a figure differs, ends it when it does no more, and stops at SIGTERM', async () => {
  const database = await openTestDatabase();
  cleanUp.add(() => database.close());
  await playSmallCampaign(database.dataSource);
  const given = ['verify', '--continuous', '--pause', '0', '--metrics-port', '0'];
  const child = spawn(process.execPath, ['-r', HOOK, join(ROOT, 'src', 'main.ts'), ...given], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: database.url, METRICS_TOKEN, LOG_LEVEL: 'info', HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  cleanUp.add(() => {
    child.kill('SIGKILL');
    return ended;
  });
  let said = '';
  let complained = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => (complained += chunk.toString()));
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /(http:\S+)\/metrics/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    void ended.then(() => {
      reject(new Error(said + complained));
    });
  });
  const figure = (name: string) => (figures: Map<string, number>) => figures.get(`giaoban_verify_${name}`) ?? 0;
  const differences = figure('differences');
  const sound = await waitForMetrics(url, (f) => figure('last_round_timestamp_seconds')(f) > 0);
  expect(differences(sound)).toBe(0);
  expect(figure('counters_checked_total')(sound)).toBeGreaterThan(10);
  expect(figure('entries_checked_total')(sound)).toBeGreaterThanOrEqual(16);

  await database.dataSource.query('UPDATE progress_current SET planned = planned + 1 WHERE organization_id = 3');
  await waitForMetrics(url, (f) => differences(f) > 0);
  await database.dataSource.query('UPDATE progress_current SET planned = planned - 1 WHERE organization_id = 3');
  await waitForMetrics(url, (f) => differences(f) === 0);

  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(complained).toBe('');
  // A service runs it: there is nothing but entries of the log.
  const entries = said
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { level: number; msg: string });
  const alarm = entries.find(({ level }) => level >= 50);
  expect(alarm?.msg).toMatch(/^The recount differs: counter of today of O2 .*planned is \d, should be \d\.$/);
  expect(entries.at(-1)?.msg).toBe('Stopped.');
});
