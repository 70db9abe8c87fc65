/** PgBouncer in front of the PostgreSQL of the test run. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { findFreePort } from './find-free-port';

const PROGRAM = process.env['PGBOUNCER'] ?? 'pgbouncer';

export interface Pooler {
  /** The database through it. */
  url: string;
  close: () => Promise<void>;
}

/** Whether it can be run here. Continuous integration has it, or fails. */
export function hasPgbouncer(): boolean {
  try {
    execFileSync(PROGRAM, ['--version'], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

export interface PoolerSettings {
  mode: 'session' | 'transaction' | 'statement';
  /** Connections to the server at most. */
  sessions?: number;
  /** Further lines of its configuration. */
  more?: readonly string[];
}

/** Resolves when it takes connections. */
export async function startPgbouncer(
  databaseUrl: string,
  { mode, sessions = 40, more = [] }: PoolerSettings,
): Promise<Pooler> {
  const { hostname, port: serverPort, pathname, username, password } = new URL(databaseUrl);
  const folder = await mkdtemp(join(tmpdir(), 'giaoban-pgbouncer-'));
  const port = await findFreePort();
  const name = pathname.slice(1);
  const target = `host=${hostname} port=${serverPort} dbname=${name} user=${username} password=${password}`;
  const lines = [
    '[databases]',
    `${name} = ${target}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = any',
    `pool_mode = ${mode}`,
    `default_pool_size = ${sessions}`,
    ...more,
  ];
  const file = join(folder, 'pgbouncer.ini');
  await writeFile(file, `${lines.join('\n')}\n`);
  await chmod(folder, 0o755);
  // It does not run as root; anybody else stays who they are.
  const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const child = spawn(PROGRAM, [...user, file], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = once(child, 'close');
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${port}`;
  while (!(await answers(url.href)))
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`PgBouncer has ended:\n${said}`);
  const close = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true });
  };
  return { url: url.href, close };
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
