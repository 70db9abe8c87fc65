/** Stops the PostgreSQL server that a killed server left running. */
import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connectToCluster } from './connect-when-ready';
import { codeOf, explainDiskError } from '../process/disk-error';
import type { PostgresBinaries } from './find-postgres-binaries';
import { identifyProcess } from './identify-process';
import { sqlStateOf } from '../database/sql-state';
import { stopPostgresProcess } from './stop-postgres-process';

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
  // PostgreSQL itself sees through the file of a process that is gone, not through a number that someone else has by now.
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

/** What a server that runs, or one that was killed, has written of itself; zeros where there is nothing. */
export async function readPidFile(cluster: string): Promise<{ pid: number; port: number }> {
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

/** Only the server of this cluster can prove that it knows the password, or has a reason to turn its user away. */
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
