/** Starts PostgreSQL on a free port, and waits until it takes connections. */
import { once } from 'node:events';
import { readFile, rename, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import { Problem } from '../problem';
import { connectWhenReady } from './connect-when-ready';
import { explainDiskError } from '../process/disk-error';
import { spawnPostgresProcess, type PostgresProcess, type ServerPlan } from './postgres-process';
import { plain } from '../words/message';

export interface RunningServer extends PostgresProcess {
  port: number;
  /** A first connection, to the database `postgres`. */
  client: Client;
  /** Whether its log since this start says that it could not write. */
  metFullDisk: () => Promise<boolean>;
}

const LOG_LIMIT_BYTES = 1024 * 1024;
const ATTEMPTS = 50;
const FULL_DISK = /No space left on device|Disk quota exceeded/;
/** The port was taken in between, or processes of a killed PostgreSQL are still letting go of the cluster. */
const PASSING = /could not bind|Address already in use|is still in use/;

export async function runPostgresServer(plan: ServerPlan): Promise<RunningServer> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await findFreePort();
    const logStart = await prepareLog(plan.logFile);
    const server = await spawnPostgresProcess(plan, port);
    const readLog = async (): Promise<string> => (await readFile(plan.logFile)).subarray(logStart).toString();
    const metFullDisk = async (): Promise<boolean> => FULL_DISK.test(await readLog().catch(() => ''));
    try {
      const client = await connectWhenReady(port, plan.password, server.ended, plan.breakOff);
      if (client !== undefined) return { ...server, port, client, metFullDisk };
    } catch (error) {
      await server.stop();
      throw error;
    }
    const log = await readLog();
    if (FULL_DISK.test(log)) throw explainDiskError({ code: 'ENOSPC' }, plan.place.home);
    if (attempt === ATTEMPTS || !PASSING.test(log)) throw didNotStart(log || (await server.ended), plan.logFile);
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
  // Programs that look for "the" PostgreSQL of this machine must not find this one.
  return port === 5432 ? findFreePort() : port;
}

/** Returns where the lines of this start will begin. */
async function prepareLog(file: string): Promise<number> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size < LOG_LIMIT_BYTES) return size;
  await rename(file, `${file}.old`);
  return 0;
}

function didNotStart(log: string, logFile: string): Problem {
  const lines = log.trim().split('\n').slice(-5);
  const excerpt = lines.map((line) => line.replace(/^.*? \[\d+\] /, '')).join(' / ');
  const message = plain`PostgreSQL did not start (${excerpt}): correct that, see ${logFile}, or set DATABASE_URL to a PostgreSQL of your own.`;
  return new Problem('UNAVAILABLE', message);
}
