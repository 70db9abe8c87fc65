/** Decides where the database's files are: in the data directory, unless only root may enter there. */
import { createHash } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Problem } from '../problem';
import { chooseDatabaseUser, type DatabaseUser, runAsDatabaseUser } from './database-user';
import { explainDiskError } from '../process/disk-error';
import { codeOf } from '../process/errno';
import { findSharedFolder } from './postgres-binaries';
import { plain } from '../words/message';

export interface ClusterPlace {
  /** Holds the cluster and nothing else: the data directory, or a folder outside of it. */
  home: string;
  /** What PostgreSQL calls PGDATA. */
  cluster: string;
  exists: boolean;
  user: DatabaseUser | undefined;
}

/** In the data directory: says where the cluster is, when it is not here. */
export const LOCATION_FILE = 'postgres.location';

export async function createDataDirectory(directory: string): Promise<void> {
  try {
    await mkdir(dirname(directory), { recursive: true });
    await mkdir(directory, { mode: 0o700 }).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
    // Root lets the database's user pass through a directory that it has just made, but not through one that was there before.
    const user = await chooseDatabaseUser(join(directory, 'postgres'));
    if (user !== undefined && (await readdir(directory)).length === 0) await letPass(directory, user);
  } catch (error) {
    throw explainDiskError(error, directory);
  }
}

/** Where a data directory has its cluster; changes nothing. */
export async function findDatabaseCluster(
  dataDirectory: string,
): Promise<Pick<ClusterPlace, 'home' | 'cluster' | 'exists'>> {
  const location = await readFile(join(dataDirectory, LOCATION_FILE), 'utf8').catch(() => undefined);
  const home = location?.trim() ?? dataDirectory;
  const cluster = join(home, 'postgres');
  return { home, cluster, exists: await isThere(cluster) };
}

export async function placeDatabaseCluster(dataDirectory: string): Promise<ClusterPlace> {
  const { home, cluster, exists } = await findDatabaseCluster(dataDirectory);
  const user = await chooseDatabaseUser(cluster);
  if (exists) {
    if (user !== undefined && !(await maySomehowKeepFilesIn(home, user))) throw unreachable(home, user);
    return { home, cluster, exists: true, user };
  }
  if (home !== dataDirectory) throw lost(cluster, dataDirectory);
  if (user === undefined || (await mayKeepFilesIn(dataDirectory, user))) return { home, cluster, exists: false, user };
  const outside = await createOutside(dataDirectory, user);
  return { home: outside, cluster: join(outside, 'postgres'), exists: false, user };
}

async function letPass(directory: string, user: DatabaseUser): Promise<void> {
  await chown(directory, 0, user.gid);
  await chmod(directory, 0o710);
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw explainDiskError(error, path);
  }
}

/** Tried, not computed: access lists, mount options and missing support for owners count too. */
async function mayKeepFilesIn(directory: string, user: DatabaseUser): Promise<boolean> {
  const probe = join(directory, `probe.${String(process.pid)}`);
  try {
    await mkdir(probe, { mode: 0o700 });
    await chown(probe, user.uid, user.gid);
    return (await runAsDatabaseUser('/bin/sh', ['-c', 'cd "$0" && [ -O . ] && : > file', probe], user)).ok;
  } catch (error) {
    if (['EPERM', 'EINVAL', 'ENOTSUP', 'ENOSYS'].includes(codeOf(error))) return false;
    throw explainDiskError(error, directory);
  } finally {
    await rm(probe, { recursive: true, force: true });
  }
}

/** A copy or a restored backup may have lost the right to pass. */
async function maySomehowKeepFilesIn(home: string, user: DatabaseUser): Promise<boolean> {
  if (await mayKeepFilesIn(home, user)) return true;
  const { uid, mode } = await stat(home);
  if (uid !== 0 || (mode & 0o066) !== 0) return false;
  await letPass(home, user);
  return mayKeepFilesIn(home, user);
}

async function createOutside(dataDirectory: string, user: DatabaseUser): Promise<string> {
  const hash = createHash('sha256').update(dataDirectory).digest('hex').slice(0, 16);
  const home = join(await findSharedFolder(), hash);
  await mkdir(home, { recursive: true });
  await letPass(home, user);
  if (await mayKeepFilesIn(home, user)) return home;
  throw unreachable(home, user);
}

function unreachable(path: string, user: DatabaseUser): Problem {
  const message = plain`PostgreSQL does not run as root, and user number ${String(user.uid)} may not use ${path}: start the server as a normal user, or set DATABASE_URL to a PostgreSQL of your own.`;
  return new Problem('UNAVAILABLE', message);
}

function lost(cluster: string, dataDirectory: string): Problem {
  const message = plain`The database in ${cluster} is gone: bring it back, or remove ${dataDirectory} to begin with an empty one.`;
  return new Problem('UNAVAILABLE', message);
}
