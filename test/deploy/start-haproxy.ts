/** The proxy of `docker-compose.yml`, with its very configuration, in front of servers on this machine. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { findFreePort } from './find-free-port';

const PROGRAM = process.env['HAPROXY'] ?? 'haproxy';
const CONFIGURATION = join(__dirname, '..', '..', 'deploy', 'haproxy.cfg');

export interface Proxy {
  url: string;
  close: () => Promise<void>;
}

/** Whether it can be run here. Continuous integration has it, or fails. */
export function hasHaproxy(): boolean {
  try {
    execFileSync(PROGRAM, ['-v'], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

/** Resolves when it answers for one of the servers. The settings are variables of the configuration. */
export async function startHaproxy(
  servers: readonly [string, string],
  settings: Record<string, string> = {},
): Promise<Proxy> {
  const listen = `127.0.0.1:${await findFreePort()}`;
  const [one, two] = servers.map((server) => new URL(server).host);
  const child = spawn(PROGRAM, ['-db', '-f', CONFIGURATION], {
    env: {
      PATH: process.env['PATH'],
      LISTEN: listen,
      SERVER_ONE: one,
      SERVER_TWO: two,
      CHECK_EVERY: '250ms',
      MAX_CONNECTIONS: '1000',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = once(child, 'close');
  const url = `http://${listen}`;
  while (!(await isReady(url)))
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The proxy has ended:\n${said}`);
  const close = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  return { url, close };
}

/** With TLS, the answer is where to ask instead. */
async function isReady(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/readyz`, { redirect: 'manual' }).catch(() => undefined);
  await answer?.body?.cancel();
  return answer?.status === 200 || answer?.status === 308;
}
