/** A benchmark that is stopped stops its processes and its PostgreSQL, and removes its folders. */
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { openCleanUp } from '../support/clean-up';
import { startProgram, type Running } from '../support/run-giaoban';

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

async function openFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'giaoban-bench-stopping-'));
  closers.add(() => rm(folder, { recursive: true, force: true }));
  // The database's user passes through it.
  await chmod(folder, 0o755);
  return folder;
}

async function expectToLeaveNothing(
  folder: string,
  running: Running,
  { signal, code, when }: { signal: NodeJS.Signals; code: number; when: string },
): Promise<void> {
  await running.until(when);
  // By then there is something to stop.
  while ((await processesOf(folder)).length < 2);
  running.kill(signal);
  const ended = await running.ended;
  expect(ended).toMatchObject({ code, err: expect.stringMatching(/Stopped\.\n$/) });
  expect(await processesOf(folder)).toEqual([]);
  // The compiler of the sources keeps something of its own there.
  expect((await readdir(folder)).filter((name) => name.startsWith('giaoban'))).toEqual([]);
}

test.each([
  { signal: 'SIGINT', code: 130, when: 'Loading the demo country' },
  { signal: 'SIGTERM', code: 143, when: 'fan-out-5-flat' },
] as const)('$signal at "$when"', async (stop) => {
  const folder = await openFolder();
  const settings = { TMPDIR: folder, BENCH_SOCKETS: '5', BENCH_ROUNDS: '100000', BENCH_ONLY: 'fan-out' };
  const running = startProgram([join(ROOT, 'bench', 'run.ts')], { folder: ROOT, settings });
  await expectToLeaveNothing(folder, running, stop);
});

test.each([
  { signal: 'SIGINT', code: 130, when: 'Loading the demo country' },
  { signal: 'SIGTERM', code: 143, when: 'new progress' },
] as const)('$signal at "$when" of answers', async (stop) => {
  const folder = await openFolder();
  const words = ['--alone', '--rounds', '100000', '--only', 'new progress', '--server', await standIn(folder)];
  const running = startProgram([join(ROOT, 'bench', 'answers.ts'), ...words], {
    folder: ROOT,
    settings: { TMPDIR: folder },
  });
  await expectToLeaveNothing(folder, running, stop);
});

/** A checkout whose program runs from the sources: these are not built before the tests. */
async function standIn(folder: string): Promise<string> {
  const checkout = join(folder, 'checkout');
  await mkdir(join(checkout, 'bin'), { recursive: true });
  const sources = [join(ROOT, 'test', 'support', 'typescript-hook.js'), join(ROOT, 'src', 'main.ts')];
  const program = sources.map((file) => `require(${JSON.stringify(file)});\n`).join('');
  await writeFile(join(checkout, 'bin', 'giaoban'), program);
  return checkout;
}
