/** Writes a file at one stroke: whoever looks sees the old one or the new one, never a part. */
import { randomBytes } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { codeOf } from '../process/errno';
import { Problem } from '../problem';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  ENOENT: 'the folder is not there',
  ENOTDIR: 'the folder is not there',
  EISDIR: 'it is a folder',
};

export async function replaceFile(path: string, content: Uint8Array): Promise<void> {
  const beside = placeBeside(path);
  try {
    await writeFile(beside, content);
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw explainWriteError(error, path);
  }
}

/** In the same folder, so that renaming is one stroke. */
export function placeBeside(path: string): string {
  return `${path}.${randomBytes(4).toString('hex')}.part`;
}

/** The problem to throw in place of `error`, or `error` itself where the disk is not to blame. */
export function explainWriteError(error: unknown, path: string): unknown {
  const reason = REASONS[codeOf(error)];
  return reason === undefined
    ? error
    : new Problem('UNAVAILABLE', `${path} cannot be written: ${reason}. Name another file.`);
}
