/** What a server writes where a service runs it: entries of its log on standard output, and nothing else anywhere. */
import { tmpdir } from 'node:os';
import { afterAll, expect, test } from '@jest/globals';
import { openCleanUp } from '../support/clean-up';
import { cloneTemplate } from '../support/templates';
import { startGiaoban } from '../support/run-giaoban';
import { SECRET } from '../support/start-test-app';

interface Entry {
  level: number;
  msg: string;
  url?: string;
}

const cleanUp = openCleanUp();
afterAll(() => cleanUp.closeAll());

test('from the start to the end each line is JSON; the addresses are in one of them, and no token in any', async () => {
  const database = await cloneTemplate('small');
  cleanUp.add(() => database.drop());
  const settings = { DATABASE_URL: database.url, AUTH_JWT_SECRET: SECRET, PORT: '0', LOG_LEVEL: 'info' };
  const server = startGiaoban(['serve'], { folder: tmpdir(), settings });
  cleanUp.add(async () => {
    server.kill('SIGKILL');
    await server.ended;
  });
  await server.until('"Giao Ban is ready."');
  server.kill('SIGTERM');
  const { code, out, err } = await server.ended;
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const entries = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Entry);
  expect(entries.find(({ msg }) => msg === 'Giao Ban is ready.')).toMatchObject({
    level: 30,
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
  });
  expect(entries.at(-1)?.msg).toBe('Stopped.');
  expect(out).not.toMatch(/eyJ/);
});
