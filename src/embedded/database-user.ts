/** The user who runs PostgreSQL, which refuses to run as root: chosen here, and programs run as that user. */
import { execFile } from 'node:child_process';
import { chown, lchown, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../problem';
import { explainDiskError } from '../process/disk-error';
import { codeOf } from '../process/errno';
import { plain } from '../words/message';

export interface DatabaseUser {
  uid: number;
  gid: number;
}

/** Undefined means: the user of this process. Only root needs another one: the owner of an existing cluster, or `nobody`. */
export async function chooseDatabaseUser(cluster: string): Promise<DatabaseUser | undefined> {
  const owner = await ownerOf(cluster);
  const own = process.getuid?.();
  if (own !== 0) {
    if (own !== undefined && owner !== undefined && owner.uid !== own) throw foreign(cluster, owner);
    return undefined;
  }
  if (owner !== undefined && owner.uid !== 0) return owner;
  const nobody = await findNobody();
  // A copy or a restored backup made by root belongs to root.
  if (owner !== undefined) await giveTo(cluster, nobody);
  return nobody;
}

async function ownerOf(cluster: string): Promise<DatabaseUser | undefined> {
  try {
    const { uid, gid } = await stat(cluster);
    return { uid, gid };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw explainDiskError(error, cluster);
  }
}

function foreign(cluster: string, owner: DatabaseUser): Problem {
  const message = plain`The database in ${cluster} belongs to another user (number ${String(owner.uid)}): start the server as that user, or set DATA_DIR to another directory.`;
  return new Problem('UNAVAILABLE', message);
}

async function findNobody(): Promise<DatabaseUser> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const [, uid, gid] = /^nobody:[^:]*:(-?\d+):(-?\d+):/m.exec(passwd) ?? [];
  return { uid: Number(uid ?? 65534) >>> 0, gid: Number(gid ?? 65534) >>> 0 };
}

async function giveTo(directory: string, user: DatabaseUser): Promise<void> {
  await chown(directory, user.uid, user.gid);
  for (const entry of await readdir(directory, { recursive: true })) {
    await lchown(join(directory, entry), user.uid, user.gid);
  }
}

/** Nothing of the server's own environment: it holds secrets, and PG… variables that would change the meaning. */
export const DATABASE_ENVIRONMENT: Readonly<NodeJS.ProcessEnv> = { LC_ALL: 'C' };

export interface Outcome {
  ok: boolean;
  /** What it wrote, or why it could not even be started. */
  output: string;
}

/** Runs one of PostgreSQL's programs to its end. */
export function runAsDatabaseUser(program: string, args: readonly string[], user?: DatabaseUser): Promise<Outcome> {
  // The other user may not be allowed to enter the working directory of the server.
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
