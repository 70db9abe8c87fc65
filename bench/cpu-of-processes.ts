/** CPU time of other processes to a thousandth of a millisecond, as Linux has it. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Client } from 'pg';

/** Of everybody who works for the database under test but whoever asks here. */
const BACKENDS = 'SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()';

/** Resolves with a function that says what they have taken since, in milliseconds: of those who have left meanwhile nothing is known. */
export async function watchDatabase(client: Client): Promise<() => Promise<number>> {
  const before = await readBackends(client);
  return async () => {
    const after = await readBackends(client);
    return [...after].reduce((sum, [pid, cpu]) => sum + cpu - (before.get(pid) ?? 0), 0);
  };
}

async function readBackends(client: Client): Promise<Map<number, number>> {
  const { rows } = await client.query<{ pid: number }>(BACKENDS);
  return new Map(rows.map(({ pid }) => [pid, cpuOf(`/proc/${pid}/schedstat`)]));
}

/** Of all threads that a process has, in milliseconds: those of a server last as long as it does. */
export function cpuOfThreads(pid: number): number {
  const folder = `/proc/${pid}/task`;
  return readdirSync(folder).reduce((sum, task) => sum + cpuOf(`${folder}/${task}/schedstat`), 0);
}

/** Of one that may have ended. */
function cpuOf(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return 0;
  }
}
