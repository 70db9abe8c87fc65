/** A built server of whatever version, started as a service is: `bin/giaoban serve` on a demo country that takes a token. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface ServerUnderAttack {
  url: string;
  pid: number;
  /** How it ended; undefined while it runs. */
  ending: () => string | undefined;
  stop: () => Promise<void>;
}

export interface Place {
  /** A checkout with `dist/`. */
  folder: string;
  /** Of its database, its log and nothing else. */
  dataDirectory: string;
  secret: string;
  /** Of the environment, in place of what is here. */
  settings?: Readonly<Record<string, string>>;
}

/** The first start loads the demo. */
const READY_WITHIN_MILLISECONDS = 180_000;
const STOPPED_WITHIN_MILLISECONDS = 15_000;
/** Nothing of the benchmark's own environment makes it another server. */
const KEPT = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'USER'];

export async function startServer({ folder, dataDirectory, secret, settings }: Place): Promise<ServerUnderAttack> {
  const port = await findFreePort();
  const inherited = Object.entries(process.env).filter(([name]) => KEPT.includes(name));
  const log = openSync(`${dataDirectory}.log`, 'a');
  const child = spawn(process.execPath, [join(folder, 'bin', 'giaoban'), 'serve'], {
    cwd: folder,
    env: {
      ...Object.fromEntries(inherited),
      NODE_ENV: 'production',
      PORT: String(port),
      DATA_DIR: dataDirectory,
      AUTH_JWT_SECRET: secret,
      EXPLORERS: 'off',
      PUBLIC_TOTALS: 'off',
      ...settings,
    },
    stdio: ['ignore', log, log],
  });
  let ending: string | undefined;
  child.once('exit', (code, signal) => (ending = String(code ?? signal)));
  const url = `http://127.0.0.1:${port}`;
  await waitUntilReady(url, () => ending);
  return { url, pid: child.pid ?? 0, ending: () => ending, stop: () => stop(child) };
}

async function waitUntilReady(url: string, ending: () => string | undefined): Promise<void> {
  const until = Date.now() + READY_WITHIN_MILLISECONDS;
  for (;;) {
    const isReady = await fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    if (ending() !== undefined) throw new Error(`The server ended (${ending()}) before it was ready.`);
    if (Date.now() > until) throw new Error('The server has not become ready.');
    await pause(100);
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), STOPPED_WITHIN_MILLISECONDS);
  await ended;
  clearTimeout(patience);
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port is free.');
  return address.port;
}
