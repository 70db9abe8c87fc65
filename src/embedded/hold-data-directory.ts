/** Keeps two servers from sharing one data directory. */
import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../problem';
import { explainDiskError } from '../process/disk-error';
import { codeOf } from '../process/errno';
import { identifyProcess } from './identify-process';
import { plain } from '../words/message';

const PAUSE_MS = 25;
const PAUSES = 80;
/** Connections are closed within a minute, requests finish within seconds, and PostgreSQL is forced to end after half a minute. */
const STOPS_WITHIN_MS = 120_000;

export interface Hold {
  /** From now on another server that wants the directory waits, instead of being refused. */
  announceStop: () => Promise<void>;
  letGo: () => Promise<void>;
}

interface Holder {
  pid: string;
  /** When it took the directory. */
  since: string;
  isStopping: boolean;
}

/** Takes the directory for this process, or says who has it; waits for one that is stopping. */
export async function holdDataDirectory(
  directory: string,
  say: (line: string) => void = () => undefined,
  breakOff?: AbortSignal,
): Promise<Hold> {
  const file = join(directory, 'lock');
  const mine = `${String(process.pid)} ${(await identifyProcess(process.pid)) ?? ''}\n`;
  const wait = waitFor(directory, say);
  for (let pauses = 0; !(await create(file, mine));) {
    breakOff?.throwIfAborted();
    const holder = await findHolder(file);
    if (holder !== undefined) await wait(holder);
    else if (!(await removeStale(file, mine))) {
      if (++pauses > PAUSES) throw brokenOff(file);
      await pause(PAUSE_MS);
    }
  }
  let held = true;
  return {
    announceStop: async () => {
      // Best effort: on a full disk others are refused because the directory is in use.
      if (held && (await read(file)) === mine) await replace(announcementOf(file), mine);
    },
    letGo: async () => {
      if (held && (await read(file)) === mine) await rm(file, { force: true });
      held = false;
      // Last, so that anyone who sees the lock sees this too.
      if ((await read(announcementOf(file))) === mine) await rm(announcementOf(file), { force: true });
    },
  };
}

/** Waits for a holder that is stopping, and says so once; refuses one that stays. */
function waitFor(directory: string, say: (line: string) => void): (holder: Holder) => Promise<void> {
  let waitedFor: string | undefined;
  let giveUpAt = 0;
  return async (holder) => {
    if (!holder.isStopping) throw inUse(directory, holder);
    if (waitedFor !== holder.pid) {
      waitedFor = holder.pid;
      giveUpAt = Date.now() + STOPS_WITHIN_MS;
      say(`Waiting for process ${holder.pid}, which has ${directory} and is stopping …`);
    }
    if (Date.now() > giveUpAt) throw inUse(directory, holder);
    await pause(PAUSE_MS);
  };
}

async function replace(file: string, content: string): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeFile(draft, content);
    await rename(draft, file);
  } catch {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

/** Only if it is not there; and nobody sees it half written, as when it is opened first and written then. */
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
    // Once there is none, a new one may come at any moment. A stale one stays until it is removed here.
    if (content !== undefined && (await livingHolder(content)) === undefined) await rm(file, { force: true });
  } finally {
    await rm(removalOf(file), { force: true });
  }
  return true;
}

function removalOf(file: string): string {
  return `${file}.removal`;
}

function announcementOf(file: string): string {
  return `${file}.stopping`;
}

/** Who has the directory. The form of the lock never changes: another version of this program must be able to read it. */
async function findHolder(file: string): Promise<Holder | undefined> {
  const content = await read(file);
  const pid = await livingHolder(content);
  if (pid === undefined) return undefined;
  const taken = await stat(file).catch(() => undefined);
  const isStopping = (await read(announcementOf(file))) === content;
  // The announcement goes right after the lock: where there is none, the lock may have gone, too.
  if (!isStopping && (await read(file)) !== content) return undefined;
  return { pid, since: (taken?.mtime ?? new Date()).toISOString(), isStopping };
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

function inUse(directory: string, { pid, since, isStopping }: Holder): Problem {
  const how = isStopping ? ', which is stopping but makes no progress' : '';
  const message = plain`The data directory ${directory} has been in use since ${since} by process ${pid}${how}: stop that server first, or set DATA_DIR to another directory.`;
  return new Problem('UNAVAILABLE', message);
}

function brokenOff(file: string): Problem {
  const message = plain`A start was broken off while it removed an old lock: make sure that no other server is starting, remove ${removalOf(file)}, and start again.`;
  return new Problem('UNAVAILABLE', message);
}
