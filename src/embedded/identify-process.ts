/** Tells one process from a later one with the same number. */
import { readFile } from 'node:fs/promises';
import { codeOf } from '../process/errno';

/** A text that stays the same as long as this process runs; undefined when no such process runs. */
export async function identifyProcess(pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return runs(pid) ? 'running' : undefined;
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => undefined);
  if (stat === undefined) return undefined;
  // The name of the program is in brackets and may contain anything, brackets and spaces too.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, startedAt] = [fields[0], fields[19]];
  // An orphan that has ended stays listed as a zombie where process 1 does not collect it, as in many containers.
  if (state === 'Z' || state === 'X' || startedAt === undefined) return undefined;
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return `${boot.trim()}/${startedAt}`;
}

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
