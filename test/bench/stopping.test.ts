/** A benchmark that is stopped stops its processes and its PostgreSQL, and removes its folders. */
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { openCleanUp } from '../support/clean-up';
import { startProgram } from '../support/run-giaoban';

const ROOT = join(__dirname, '..', '..');

const closers = openCleanUp();
afterEach(() => closers.closeAll());

/** Command lines of processes that know the folder: by their environment, or by their command line. */
async function processesOf(folder: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      // What ends meanwhile, or belongs to somebody else, is none of ours.
      const read = (file: string) => readFile(join('/proc', pid, file), 'utf8').catch(() => '');
      const [line, environment] = [await read('cmdline'), await read('environ')];
      return line.includes(folder) || environment.includes(folder) ? [line.replaceAll('\0', ' ')] : [];
    }),
  );
  return found.flat();
}

test.each([
  { signal: 'SIGINT', code: 130, when: 'Loading the demo country' },
  { signal: 'SIGTERM', code: 143, when: 'fan-out-5-flat' },
] as const)('$signal at "$when"', async ({ signal, code, when }) => {
  const folder = await mkdtemp(join(tmpdir(), 'giaoban-bench-stopping-'));
  closers.add(() => rm(folder, { recursive: true, force: true }));
  // The database's user passes through it.
  await chmod(folder, 0o755);
  const settings = { TMPDIR: folder, BENCH_SOCKETS: '5', BENCH_ROUNDS: '100000', BENCH_ONLY: 'fan-out' };
  const running = startProgram([join(ROOT, 'bench', 'run.ts')], { folder: ROOT, settings });
  await running.until(when);
  // By then there is something to stop.
  while ((await processesOf(folder)).length < 2);
  running.kill(signal);
  const ended = await running.ended;
  expect(ended).toMatchObject({ code, err: expect.stringMatching(/Stopped\.\n$/) });
  expect(await processesOf(folder)).toEqual([]);
  // The compiler of the sources keeps something of its own there.
  expect((await readdir(folder)).filter((name) => name.startsWith('giaoban'))).toEqual([]);
});
