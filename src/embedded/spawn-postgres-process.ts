/** Spawns the PostgreSQL process with the settings of the embedded server. */
import { spawn, type ChildProcess } from 'node:child_process';
import { open } from 'node:fs/promises';
import { explainDiskError } from '../process/disk-error';
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

/** However this process ends, as long as it still can act: nobody else would stop a server that is in a session of its own. */
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
    // Starts, ends and failures of the server itself. What a statement did wrong is told to whoever sent it.
    log_min_messages: 'log',
    log_checkpoints: 'off',
    ...plan.settings,
  };
}
