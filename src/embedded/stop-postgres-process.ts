/** Stops a PostgreSQL server, quickly but cleanly: it ends every connection and writes everything out. */
import { setTimeout as pause } from 'node:timers/promises';
import { codeOf } from '../process/disk-error';
import { programIn, type PostgresBinaries } from './find-postgres-binaries';
import { runAsDatabaseUser } from './run-as-database-user';

/** After this time the server is told to end without writing everything out, which the next start makes good. */
const PATIENCE_MS = 30_000;

/** `gone` resolves when the process has ended; so does what this gives back. QUIT is for one that cannot write any more. */
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
