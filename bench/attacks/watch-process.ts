/** What Linux tells of another process: its memory, and its CPU time. */
import { readFileSync } from 'node:fs';

const LOOK_MILLISECONDS = 100;
const TICKS_PER_SECOND = 100;
const KILOBYTE = 1_024;

/** Resident, in bytes; NaN where nobody tells, or the process is gone. */
export function residentBytes(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readOf(pid, 'status')) ?? [];
  return kilobytes === undefined ? NaN : Number(kilobytes) * KILOBYTE;
}

/** Of all its threads, in milliseconds. */
export function cpuOf(pid: number): number {
  const stat = readOf(pid, 'stat');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / TICKS_PER_SECOND;
}

/** The most memory that it has had until the function that is returned is called. */
export function watchMemory(pid: number): () => number {
  let most = residentBytes(pid);
  const timer = setInterval(() => {
    most = Math.max(most, residentBytes(pid) || 0);
  }, LOOK_MILLISECONDS);
  return () => {
    clearInterval(timer);
    return most;
  };
}

function readOf(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
