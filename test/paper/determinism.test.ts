/** The same content, standing and language give the same bytes: in every process, time zone and locale, at any time. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, jest, test } from '@jest/globals';
import { hashAll } from './render-process';

const HOOK = join(__dirname, '..', 'support', 'typescript-hook.js');

const ALL_BUT_DATE = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;

async function hashElsewhere(environment: NodeJS.ProcessEnv): Promise<string[]> {
  const { stdout } = await promisify(execFile)('node', ['-r', HOOK, join(__dirname, 'render-process.ts')], {
    env: { PATH: process.env['PATH'], ...environment },
  });
  return JSON.parse(stdout) as string[];
}

test('the same bytes twice in a process, ten years later too, and in processes elsewhere in the world', async () => {
  const here = await hashAll();
  expect(new Set(here).size).toBe(6);
  jest.useFakeTimers({ now: new Date('2036-07-01T12:00:00Z'), doNotFake: [...ALL_BUT_DATE] });
  try {
    expect(await hashAll()).toEqual(here);
  } finally {
    jest.useRealTimers();
  }
  expect(await hashElsewhere({ TZ: 'Pacific/Kiritimati', LANG: 'vi_VN.UTF-8' })).toEqual(here);
  expect(await hashElsewhere({ TZ: 'America/Los_Angeles', LANG: 'C' })).toEqual(here);
});
