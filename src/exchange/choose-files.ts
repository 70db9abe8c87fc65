/** Decides which files an import reads of those that were given: patterns are expanded, and a file and its mended copy are never both taken. */
import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expandPattern, isPattern } from '../process/expand-pattern';
import { Problem } from '../problem';
import { say, type Message } from '../words/message';
import { isCopy, isUnchanged, originalOf } from './checked-copies';

export interface GivenFile {
  path: string;
  /** What messages call it. */
  name: string;
  /** Where a copy of it goes unless something else is said; null where there is no such place. */
  folder: string | null;
}

export interface ChosenFiles {
  paths: string[];
  /** What was left out, and why. */
  notes: Message[];
}

/** How standard input is given. */
export const STANDARD_INPUT = '-';

export async function chooseFiles(given: readonly string[]): Promise<ChosenFiles> {
  const notes: Message[] = [];
  const all: string[] = [];
  for (const each of given) all.push(...(await expand(each)));
  const once = await leaveOutTwice(all, notes);
  const paths = await leaveOutCopies(once, notes);
  return { paths, notes };
}

async function expand(given: string): Promise<string[]> {
  if (given === STANDARD_INPUT) return [given];
  const found = await stat(given).catch(() => undefined);
  if (found?.isDirectory() === true) {
    const message = say`${given} is a folder. Name the files in it, such as ${join(given, '*.xlsx')}.`;
    throw new Problem('BAD_USER_INPUT', message);
  }
  if (found !== undefined || !isPattern(given)) return [given];
  const fitting = await expandPattern(given);
  if (fitting.length > 0) return fitting;
  throw new Problem('NOT_FOUND', say`No file fits the pattern ${given}. Check the folder and the ending.`);
}

/** A file may be named twice, by a pattern and by itself, or by two ways to it. */
async function leaveOutTwice(paths: readonly string[], notes: Message[]): Promise<string[]> {
  const first = new Map<string, string>();
  for (const path of paths) {
    const real = path === STANDARD_INPUT ? path : await realpath(path).catch(() => path);
    if (!first.has(real)) first.set(real, path);
    else notes.push(say`${path} is given twice: it is read once.`);
  }
  return [...first.values()];
}

/**
 * A copy that nobody has changed says nothing that its file does not say. Of one that somebody has, nobody but they know whether
 * it or the file is right.
 */
async function leaveOutCopies(paths: readonly string[], notes: Message[]): Promise<string[]> {
  const families = new Map<string, string[]>();
  for (const path of paths) families.set(originalOf(path), [...(families.get(originalOf(path)) ?? []), path]);
  const kept = new Set<string>();
  for (const [original, family] of families) {
    const own = family.length === 1 ? family : await withoutUnchanged(family, notes);
    const [one = original, other] = own;
    if (other !== undefined) throw refuseBoth(one, other);
    kept.add(one);
  }
  return paths.filter((path) => kept.has(path));
}

async function withoutUnchanged(family: readonly string[], notes: Message[]): Promise<string[]> {
  const isLeft = await Promise.all(
    family.map(async (path) => isCopy(path) && (await isUnchanged(path).catch(() => false))),
  );
  // Several copies without their file: the last one is the newest.
  if (!isLeft.includes(false)) isLeft[family.length - 1] = false;
  for (const path of family.filter((_path, index) => isLeft[index])) {
    notes.push(say`${path} was written by an earlier import and not changed since: left out.`);
  }
  return family.filter((_path, index) => !isLeft[index]);
}

function refuseBoth(one: string, other: string): Problem {
  const message = say`${one} and ${other} are of one file, and a copy with verdicts may have been mended since it was written. Give only the one that is right.`;
  return new Problem('CONFLICT', message);
}
