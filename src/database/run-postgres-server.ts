/** Starts the PostgreSQL process on a free port, and waits until it takes connections. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, rename, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import { Problem } from '../problem';
import { connectWhenReady } from './connect-when-ready';
import { explainDiskError } from './explain-disk-error';
import { programIn, type PostgresBinaries } from './find-postgres-binaries';
import type { ClusterPlace } from './place-database-cluster';
import { DATABASE_ENVIRONMENT, spawnIdentity } from './run-as-database-user';
import { stopPostgresProcess } from './stop-postgres-process';

export interface ServerPlan {
  place: ClusterPlace;
  binaries: PostgresBinaries;
  logFile: string;
  password: string;
  fsync: boolean;
}

export interface RunningServer {
  process: ChildProcess;
  port: number;
  /** Resolves with the reason when the process has ended. */
  ended: Promise<string>;
  /** A first connection, to the database `postgres`. */
  client: Client;
}

const LOG_LIMIT_BYTES = 1024 * 1024;
/** The port was taken in between, or processes of a killed PostgreSQL are still letting go of the cluster. */
const PASSING = /could not bind|Address already in use|is still in use/;

export async function runPostgresServer(plan: ServerPlan): Promise<RunningServer> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await findFreePort();
    const logStart = await prepareLog(plan.logFile);
    const { process, ended } = await spawnPostgres(plan, port);
    try {
      const client = await connectWhenReady(port, plan.password, ended);
      if (client !== undefined) return { process, port, ended, client };
    } catch (error) {
      await stopPostgresProcess(process.pid ?? 0, plan.binaries, ended);
      throw error;
    }
    const log = (await readFile(plan.logFile)).subarray(logStart).toString();
    if (attempt === 50 || !PASSING.test(log)) throw didNotStart(log || (await ended), plan.logFile);
    await pause(50);
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  const port = address !== null && typeof address === 'object' ? address.port : 5432;
  // Nobody who looks for "the" PostgreSQL of this machine shall meet this one.
  return port === 5432 ? findFreePort() : port;
}

/** Gives back where this start's lines will begin. */
async function prepareLog(file: string): Promise<number> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size < LOG_LIMIT_BYTES) return size;
  await rename(file, `${file}.old`);
  return 0;
}

async function spawnPostgres(
  plan: ServerPlan,
  port: number,
): Promise<{ process: ChildProcess; ended: Promise<string> }> {
  const log = await open(plan.logFile, 'a', 0o600).catch((error: unknown) => {
    throw explainDiskError(error, plan.logFile);
  });
  const settings = Object.entries(settingsOf(plan, port)).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  try {
    const child = spawn(programIn(plan.binaries, 'postgres'), ['-D', plan.place.cluster, ...settings], {
      ...spawnIdentity(plan.place.user),
      cwd: '/',
      env: { ...DATABASE_ENVIRONMENT },
      // In a session of its own: a Ctrl-C in the terminal ends the server first, and the server ends its database.
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      windowsHide: true,
    });
    const ended = new Promise<string>((resolve) => {
      child.once('error', (error) => {
        resolve(error.message);
      });
      child.once('exit', (code, signal) => {
        resolve(signal === null ? `exit code ${String(code)}` : `signal ${signal}`);
      });
    });
    child.unref();
    return { process: child, ended };
  } finally {
    await log.close();
  }
}

function settingsOf(plan: ServerPlan, port: number): Record<string, string> {
  return {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    fsync: plan.fsync ? 'on' : 'off',
    full_page_writes: plan.fsync ? 'on' : 'off',
    shared_buffers: '128MB',
    max_connections: '100',
    jit: 'off',
    timezone: 'UTC',
    // There are no replicas, so a bulk load into a new table need not go through the log.
    wal_level: 'minimal',
    max_wal_senders: '0',
    // Starts, ends and failures of the server itself. What a statement did wrong is told to whoever sent it.
    log_min_messages: 'log',
    log_checkpoints: 'off',
  };
}

function didNotStart(log: string, logFile: string): Problem {
  const lines = log.trim().split('\n');
  const telling = lines.filter((line) => /FATAL|PANIC|DETAIL|HINT|ERROR/.test(line));
  const excerpt = (telling.length > 0 ? telling : lines).slice(-5).join(' / ');
  const message = `PostgreSQL did not start (${excerpt}): correct that, see ${logFile}, or set DATABASE_URL to a PostgreSQL of your own.`;
  return new Problem('UNAVAILABLE', message);
}
