/** The process of the embedded PostgreSQL: spawned with its settings, and stopped quickly but cleanly. */
import { spawn, type ChildProcess } from 'node:child_process';
import { open } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { explainDiskError } from '../process/disk-error';
import { codeOf } from '../process/errno';
import { DATABASE_ENVIRONMENT, runAsDatabaseUser, spawnIdentity } from './database-user';
import type { ClusterPlace } from './place-database-cluster';
import { programIn, type PostgresBinaries } from './postgres-binaries';

export interface ServerPlan {
  place: ClusterPlace;
  binaries: PostgresBinaries;
  logFile: string;
  password: string;
  fsync: boolean;
  /** In place of the usual ones, or beside them. */
  settings?: Readonly<Record<string, string>> | undefined;
  /** Waiting for it ends with the abortion. */
  breakOff?: AbortSignal | undefined;
}

export interface PostgresProcess {
  /** Zero when it could not be started at all. */
  pid: number;
  /** Resolves with the reason when the process has ended. */
  ended: Promise<string>;
  stop(first?: 'INT' | 'QUIT'): Promise<void>;
}

export async function spawnPostgresProcess(plan: ServerPlan, port: number): Promise<PostgresProcess> {
  const log = await open(plan.logFile, 'a', 0o600).catch((error: unknown) => {
    throw explainDiskError(error, plan.logFile);
  });
  try {
    const settings = Object.entries(settingsOf(plan, port)).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const child = spawn(programIn(plan.binaries, 'postgres'), ['-D', plan.place.cluster, ...settings], {
      ...spawnIdentity(plan.place.user),
      cwd: '/',
      env: { ...DATABASE_ENVIRONMENT },
      // In a session of its own: a Ctrl-C in the terminal ends the server first, and the server ends its database.
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      windowsHide: true,
    });
    child.unref();
    endWithThisProcess(child);
    const ended = new Promise<string>((resolve) => {
      child.once('error', (error) => {
        resolve(error.message);
      });
      child.once('exit', (code, signal) => {
        resolve(signal === null ? `exit code ${String(code)}` : `signal ${signal}`);
      });
    });
    const stop = async (first?: 'INT' | 'QUIT'): Promise<void> => {
      // Once it has ended, its number may be that of another process.
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      child.ref();
      await stopPostgresProcess(child.pid, plan.binaries, ended, first);
    };
    return { pid: child.pid ?? 0, ended, stop };
  } finally {
    await log.close();
  }
}

/** Whenever this process can still act at its end: nobody else would stop a server that is in a session of its own. */
function endWithThisProcess(child: ChildProcess): void {
  const end = (): void => void child.kill('SIGINT');
  process.on('exit', end);
  const forget = (): void => void process.off('exit', end);
  child.once('exit', forget);
  child.once('error', forget);
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
    // Starts, ends and failures of the server itself. Errors of statements are reported to their senders.
    log_min_messages: 'log',
    log_checkpoints: 'off',
    ...plan.settings,
  };
}

/** After this time the server is told to end without writing everything out; the next start recovers. */
const PATIENCE_MS = 30_000;

/** Ends every connection and writes everything out. Resolves after `gone`, the end of the process. QUIT is for a server that cannot write any more. */
export async function stopPostgresProcess(
  pid: number,
  binaries: PostgresBinaries,
  gone: Promise<unknown>,
  first: 'INT' | 'QUIT' = 'INT',
): Promise<void> {
  await signal(pid, first, binaries);
  const ended = new AbortController();
  const escalation = pause(PATIENCE_MS, undefined, { signal: ended.signal }).then(
    () => signal(pid, 'QUIT', binaries),
    () => undefined,
  );
  await gone;
  ended.abort();
  await escalation;
}

async function signal(pid: number, name: 'INT' | 'QUIT', binaries: PostgresBinaries): Promise<void> {
  // Windows has no signals; PostgreSQL brings its own there.
  if (process.platform === 'win32') {
    await runAsDatabaseUser(programIn(binaries, 'pg_ctl'), ['kill', name, String(pid)]);
    return;
  }
  try {
    process.kill(pid, `SIG${name}`);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}
