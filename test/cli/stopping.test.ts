/** What ends a server beside Ctrl-C: the window of its terminal that is closed, and npm that is killed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cloneTemplate, type Clone } from '../support/templates';

const ROOT = join(__dirname, '..', '..');
const HOOK = join(ROOT, 'test', 'support', 'typescript-hook.js');
const SECRET = 'a secret of thirty-two bytes, or more';

let database: Clone;

beforeAll(async () => {
  database = await cloneTemplate('small');
});
afterAll(() => database.drop());

/** As npm runs it: below a shell that waits for it. */
async function startBelowShell(settings: Record<string, string> = {}): Promise<{
  shell: ChildProcess;
  server: number;
  /** Resolves with all that was printed when the last process that could print has ended. */
  printed: Promise<string>;
}> {
  const words = [process.execPath, '-r', HOOK, join(ROOT, 'src', 'main.ts'), 'serve'];
  const shell = spawn('/bin/sh', ['-c', '"$@" & echo "server $!"; wait', 'sh', ...words], {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      LOG_LEVEL: 'info',
      DATABASE_URL: database.url,
      AUTH_JWT_SECRET: SECRET,
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  const ready = new Promise<void>((resolve, reject) => {
    const take = (chunk: Buffer): void => {
      out += chunk.toString();
      if (out.includes('"Giao Ban is ready."}\n')) resolve();
    };
    shell.stdout.on('data', take);
    shell.stderr.on('data', take);
    shell.once('close', () => {
      reject(new Error(`The server ended before it was ready:\n${out}`));
    });
  });
  const printed = once(shell, 'close').then(() => out);
  await ready;
  return { shell, server: Number(/^server (\d+)$/m.exec(out)?.[1]), printed };
}

test('the end of its terminal stops a server in order', async () => {
  const { server, printed } = await startBelowShell();
  process.kill(server, 'SIGHUP');
  expect(await printed).toMatch(/Stopping: .*\n.*"Stopped\."\}\n$/);
});

test('a signal that reaches npm alone, which ends only the shell between, stops the server below it in order', async () => {
  const { shell, printed } = await startBelowShell({ npm_lifecycle_event: 'start' });
  shell.kill('SIGKILL');
  expect(await printed).toMatch(/Stopping: .*\n.*"Stopped\."\}\n$/);
});
