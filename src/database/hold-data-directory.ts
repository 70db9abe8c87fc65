/** Keeps two servers from sharing one data directory. */
import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../problem';
import { codeOf, explainDiskError } from './explain-disk-error';
import { identifyProcess } from './identify-process';

const PAUSE_MS = 25;
const PAUSES = 80;

/** Takes the directory for this process, or says who has it. Gives back what lets go of it. */
export async function holdDataDirectory(directory: string): Promise<() => Promise<void>> {
  const file = join(directory, 'lock');
  const mine = `${String(process.pid)} ${(await identifyProcess(process.pid)) ?? ''}\n`;
  for (let pauses = 0; !(await create(file, mine));) {
    const holder = await livingHolder(await read(file));
    if (holder !== undefined) throw inUse(directory, holder);
    if (await removeStale(file, mine)) continue;
    if (++pauses > PAUSES) throw brokenOff(file);
    await pause(PAUSE_MS);
  }
  let held = true;
  return async () => {
    if (held && (await read(file)) === mine) await rm(file, { force: true });
    held = false;
  };
}

/** Only if it is not there; and whoever sees it sees all of it, which opening and then writing would not give. */
async function create(file: string, content: string): Promise<boolean> {
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeFile(draft, content);
    await link(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw explainDiskError(error, dirname(file));
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

/**
 * Two servers may find the same stale lock, and the slower one must not remove what the faster one has put in its place.
 * So one at a time looks again and removes. False: another one is at it.
 */
async function removeStale(file: string, mine: string): Promise<boolean> {
  if (!(await create(removalOf(file), mine))) return false;
  try {
    const content = await read(file);
    // Where there is none any more, a new one may come at any moment. A stale one stays until it is removed here.
    if (content !== undefined && (await livingHolder(content)) === undefined) await rm(file, { force: true });
  } finally {
    await rm(removalOf(file), { force: true });
  }
  return true;
}

function removalOf(file: string): string {
  return `${file}.removal`;
}

/** The number of the process that wrote this, if that process still runs. */
async function livingHolder(content: string | undefined): Promise<string | undefined> {
  const [, pid, identity] = /^(\d+) (.*)\n$/.exec(content ?? '') ?? [];
  if (pid === undefined) return undefined;
  return (await identifyProcess(Number(pid))) === identity ? pid : undefined;
}

async function read(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw explainDiskError(error, file);
  });
}

function inUse(directory: string, holder: string): Problem {
  const message = `The data directory ${directory} is in use by process ${holder}: stop that server first, or set DATA_DIR to another directory.`;
  return new Problem('UNAVAILABLE', message);
}

function brokenOff(file: string): Problem {
  const message = `A start was broken off while it removed an old lock: see that no other server is starting, remove ${removalOf(file)}, and start again.`;
  return new Problem('UNAVAILABLE', message);
}
