/** Runs one of PostgreSQL's programs to its end, as the user who may own a database. */
import { execFile } from 'node:child_process';
import type { DatabaseUser } from './choose-database-user';

/** Nothing of the server's own environment: it holds secrets, and PG… variables that would change the meaning. */
export const DATABASE_ENVIRONMENT: Readonly<NodeJS.ProcessEnv> = { LC_ALL: 'C' };

export interface Outcome {
  ok: boolean;
  /** What it wrote, or why it could not even be started. */
  output: string;
}

export function runAsDatabaseUser(program: string, args: readonly string[], user?: DatabaseUser): Promise<Outcome> {
  // The working directory of the server may be one that the other user may not enter.
  const options = { ...spawnIdentity(user), cwd: '/', env: { ...DATABASE_ENVIRONMENT }, windowsHide: true };
  return new Promise((resolve) => {
    try {
      execFile(program, args, options, (error, stdout, stderr) => {
        resolve({ ok: error === null, output: `${stdout}${stderr}`.trim() || (error?.message ?? '') });
      });
    } catch (error) {
      resolve({ ok: false, output: String(error) });
    }
  });
}

/** The signed form that Node wants here: on macOS `nobody` is −2, which files show as 4294967294. */
export function spawnIdentity(user?: DatabaseUser): { uid?: number; gid?: number } {
  return user === undefined ? {} : { uid: user.uid | 0, gid: user.gid | 0 };
}
