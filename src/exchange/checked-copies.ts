/** The copies with verdicts that imports write beside the files: how they are called, and which of them nobody has changed since. */
import { createHash } from 'node:crypto';
import { readFile, stat, utimes } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';

/** `reports.checked.xlsx`, and `reports.checked-2.xlsx` where a person has one by that name. */
const COPY = /\.checked(?:-\d+)?(?=\.\w+$)/i;

export function isCopy(path: string): boolean {
  return COPY.test(basename(path));
}

/** The file of which it is a copy; the file itself where it is none. */
export function originalOf(path: string): string {
  return join(dirname(path), basename(path).replace(COPY, ''));
}

/**
 * A program that saves a file leaves the time of that moment. A copy gets a time whose fraction follows from its bytes: as long
 * as it has both, it is as it was written. Where the fraction is lost on the way, the copy counts as changed.
 */
const TICKS_PER_SECOND = 100_000;
const NANOSECONDS_PER_TICK = 10_000n;

/** Marks a file that was just written as not changed since. */
export async function markUnchanged(path: string): Promise<void> {
  const now = Math.floor(Date.now() / 1_000);
  const time = now + ticksOf(await readFile(path)) / TICKS_PER_SECOND;
  await utimes(path, now, time);
}

/** Whether it is as an import has written it. */
export async function isUnchanged(path: string): Promise<boolean> {
  const { mtimeNs } = await stat(path, { bigint: true });
  const half = NANOSECONDS_PER_TICK / 2n;
  const ticks = Number((mtimeNs + half) / NANOSECONDS_PER_TICK) % TICKS_PER_SECOND;
  return ticks === ticksOf(await readFile(path));
}

/** Never zero: a file system that keeps whole seconds must not vouch for anything. */
function ticksOf(bytes: Uint8Array): number {
  const hash = createHash('sha256').update(bytes).digest();
  return 1 + (hash.readUInt32BE() % (TICKS_PER_SECOND - 1));
}

/** Where the verdicts on a file may be written without overwriting what a person has changed, or has just given. */
export async function chooseCopy(path: string, folder: string, given: readonly string[]): Promise<string> {
  const original = basename(originalOf(path));
  const ending = extname(original);
  const taken = new Set(given);
  for (let number = 1; ; number += 1) {
    const name = `${basename(original, ending)}.checked${number === 1 ? '' : `-${number}`}${ending}`;
    const copy = join(folder, name);
    if (!taken.has(copy) && (await mayBeWritten(copy))) return copy;
  }
}

async function mayBeWritten(path: string): Promise<boolean> {
  // Where nothing can be looked at, writing says why.
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return true;
  return found.isFile() && (await isUnchanged(path).catch(() => false));
}
