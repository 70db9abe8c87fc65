/** Keeps two servers from sharing one data directory. */
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../problem';
import { codeOf, explainDiskError } from './explain-disk-error';
import { identifyProcess } from './identify-process';

/** Takes the directory for this process, or says who has it. Gives back what lets go of it. */
export async function holdDataDirectory(directory: string): Promise<() => Promise<void>> {
  const file = join(directory, 'lock');
  const mine = `${String(process.pid)} ${(await identifyProcess(process.pid)) ?? ''}\n`;
  while (!(await create(file, mine))) {
    const theirs = await readSettled(file);
    const holder = await livingHolder(theirs);
    if (holder !== undefined) {
      const message = `The data directory ${directory} is in use by process ${holder}: stop that server first, or set DATA_DIR to another directory.`;
      throw new Problem('UNAVAILABLE', message);
    }
    await removeStale(file, theirs);
  }
  let held = true;
  return async () => {
    if (held && (await read(file)) === mine) await rm(file, { force: true });
    held = false;
  };
}

async function create(file: string, content: string): Promise<boolean> {
  try {
    await writeFile(file, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw explainDiskError(error, join(file, '..'));
  }
}

/** Between the creation of a lock and the writing of its line it is empty for a moment: this waits that moment. */
async function readSettled(file: string): Promise<string | undefined> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const content = await read(file);
    if (content === undefined || content.endsWith('\n')) return content;
    await pause(25);
  }
  return read(file);
}

async function read(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw explainDiskError(error, file);
  }
}

async function livingHolder(content: string | undefined): Promise<string | undefined> {
  const [, pid, identity] = /^(\d+) (.*)\n$/.exec(content ?? '') ?? [];
  if (pid === undefined) return undefined;
  return (await identifyProcess(Number(pid))) === identity ? pid : undefined;
}

/**
 * Two servers may find the same stale lock. Were it simply deleted, the slower one would delete the lock that the
 * faster one has meanwhile taken; renaming shows what was caught, and puts back what was not stale.
 */
async function removeStale(file: string, stale: string | undefined): Promise<void> {
  const aside = `${file}.${String(process.pid)}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw explainDiskError(error, file);
  }
  if ((await read(aside)) === stale) await rm(aside, { force: true });
  else await rename(aside, file);
}
