/** A PostgreSQL that runs in a cluster already: reached beside the process that runs it, or stopped when that process was killed. */
import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import { sqlStateOf } from '../database/sql-state';
import { explainDiskError } from '../process/disk-error';
import { codeOf } from '../process/errno';
import { connectToCluster, DATABASE_NAME } from './connect-when-ready';
import { identifyProcess } from './identify-process';
import { readPassword } from './kept-secrets';
import { findDatabaseCluster } from './place-database-cluster';
import type { PostgresBinaries } from './postgres-binaries';
import { stopPostgresProcess } from './postgres-process';

/** `none`: there is no database yet. `stopped`: there is none that answers. Starts and writes nothing. */
export async function reachRunningPostgres(dataDirectory: string): Promise<Client | 'none' | 'stopped'> {
  const directory = resolve(dataDirectory);
  const { cluster, exists } = await findDatabaseCluster(directory);
  if (!exists) return 'none';
  const { port } = await readPidFile(cluster);
  if (port === 0) return 'stopped';
  const password = await readPassword(directory);
  // After a crash the file may name a port that another program has by now: it does not know the password.
  return connectToCluster(port, password, DATABASE_NAME).catch(() => 'stopped');
}

/** `password` is that of the cluster; where it is not known, the server's process is looked at and not its answer. */
export async function stopOrphanPostgres(
  cluster: string,
  binaries: PostgresBinaries,
  password: string | undefined,
  say: (line: string) => void,
): Promise<void> {
  const pidFile = pidFileOf(cluster);
  const { pid, port } = await readPidFile(cluster);
  if (!Number.isInteger(pid) || pid <= 0) return;
  const identity = await identifyProcess(pid);
  // PostgreSQL itself recognises the file of a process that is gone, but not a number that another process has by now.
  if (identity === undefined) return;
  if (!(await servesCluster(pid, cluster, port, password))) {
    await rm(pidFile, { force: true });
    return;
  }
  say(`Stopping the PostgreSQL that a killed server left running (process ${String(pid)}) …`);
  await stopPostgresProcess(pid, binaries, untilGone(pid, identity));
}

function pidFileOf(cluster: string): string {
  return join(cluster, 'postmaster.pid');
}

/** What a running server, or one that was killed, has written about itself; zeros where there is nothing. */
async function readPidFile(cluster: string): Promise<{ pid: number; port: number }> {
  const file = pidFileOf(cluster);
  const content = await readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return '';
    throw explainDiskError(error, file);
  });
  const lines = content.split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3] ?? 0) };
}

async function servesCluster(pid: number, cluster: string, port: number, password?: string): Promise<boolean> {
  if (process.platform !== 'linux') return password !== undefined && (await answers(port, password));
  const commandLine = await readFile(`/proc/${String(pid)}/cmdline`, 'utf8').catch(() => '');
  const [program, ...args] = commandLine.split('\0');
  if (program === undefined || basename(program) !== 'postgres') return false;
  if (args.includes(cluster)) return true;
  // The data directory may have been renamed since. PostgreSQL works inside of its cluster.
  const workingDirectory = await readlink(`/proc/${String(pid)}/cwd`).catch(() => undefined);
  return workingDirectory === (await realpath(cluster));
}

/** Only the server of this cluster can prove that it knows the password, or has a reason to refuse its user. */
async function answers(port: number, password: string): Promise<boolean> {
  try {
    const client = await connectToCluster(port, password);
    await client.end();
    return true;
  } catch (error) {
    return ['57P03', '53300'].includes(sqlStateOf(error) ?? '');
  }
}

async function untilGone(pid: number, identity: string): Promise<void> {
  while ((await identifyProcess(pid)) === identity) await pause(25);
}
