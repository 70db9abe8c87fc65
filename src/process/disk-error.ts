/** Turns the refusal of a disk into a sentence that says what to do. */
import { Problem } from '../problem';
import { codeOf } from './errno';
import { plain } from '../words/message';

const EXPLANATIONS: Readonly<Record<string, string>> = {
  EACCES: 'may not be used by this user: change its owner or its mode',
  EPERM: 'may not be used by this user: change its owner or its mode',
  EROFS: 'is on a read-only file system: make it writable',
  ENOSPC: 'is on a full disk: free some space',
  EDQUOT: 'is on a disk whose quota is used up: free some space',
  ENOTDIR: 'is not a directory: move away the file that has its name',
  EISDIR: 'is a directory: move it away',
  ENOENT: 'is not there: create it',
  EEXIST: 'is not a directory: move away the file that has its name',
};

/** The problem to throw in place of `error`, or `error` itself where the disk is not to blame. */
export function explainDiskError(error: unknown, path: string): unknown {
  const explanation = EXPLANATIONS[codeOf(error)];
  if (explanation === undefined) return error;
  const message = plain`${path} ${explanation}, set DATA_DIR to another directory, or set DATABASE_URL to a PostgreSQL of your own.`;
  return new Problem('UNAVAILABLE', message);
}
