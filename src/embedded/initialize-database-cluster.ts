/** Makes a new database cluster: files, superuser and password. An interrupted attempt is never taken for a cluster. */
import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../problem';
import { type DatabaseUser, runAsDatabaseUser } from './database-user';
import { DATABASE_NAME } from './connect-when-ready';
import { writePassword } from './kept-secrets';
import { explainDiskError } from '../process/disk-error';
import { programIn, type PostgresBinaries } from './postgres-binaries';
import { LOCATION_FILE, type ClusterPlace } from './place-database-cluster';
import { plain } from '../words/message';

/** Returns the password of the superuser. */
export async function initializeDatabaseCluster(
  dataDirectory: string,
  place: ClusterPlace,
  binaries: PostgresBinaries,
  fsync: boolean,
): Promise<string> {
  try {
    await clearLeftovers(place);
    const password = randomBytes(24).toString('hex');
    await writePassword(dataDirectory, password);
    const fresh = await mkdtemp(join(place.home, 'postgres.new.'));
    await give(fresh, place.user);
    try {
      await runInitdb(binaries, place, [`--pgdata=${fresh}`, ...(fsync ? [] : ['--no-sync'])], password);
      await rename(fresh, place.cluster);
    } catch (error) {
      await rm(fresh, { recursive: true, force: true });
      throw error;
    }
    await syncDirectory(place.home);
    if (place.home !== dataDirectory) await writeFile(join(dataDirectory, LOCATION_FILE), `${place.home}\n`);
    return password;
  } catch (error) {
    throw explainDiskError(error, place.home);
  }
}

async function clearLeftovers({ home, cluster }: ClusterPlace): Promise<void> {
  for (const name of await readdir(home)) {
    if (!/^(postgres\.new|initdb\.password)\./.test(name)) continue;
    // The initdb of a killed server may still be writing there. A later start clears what this one cannot.
    await rm(join(home, name), { recursive: true, force: true }).catch(() => undefined);
  }
  // Outside of the data directory, a cluster outlives it. A removed directory means that an empty database is wanted; one old
  // cluster is kept all the same, because the directory may be on a disk that is not mounted.
  if (!(await readdir(home)).includes('postgres')) return;
  await rm(`${cluster}.old`, { recursive: true, force: true });
  await rename(cluster, `${cluster}.old`);
}

async function runInitdb(
  binaries: PostgresBinaries,
  { home, user }: ClusterPlace,
  target: readonly string[],
  password: string,
): Promise<void> {
  const passwordFile = join(home, `initdb.password.${String(process.pid)}`);
  const settings = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = [`--username=${DATABASE_NAME}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  try {
    await writeFile(passwordFile, password, { mode: 0o600, flag: 'wx' });
    await give(passwordFile, user);
    const initdb = programIn(binaries, 'initdb');
    const { ok, output } = await runAsDatabaseUser(initdb, [...target, ...settings, ...access], user);
    if (ok) return;
    if (/No space left|disk space|wrote only/.test(output)) throw explainDiskError({ code: 'ENOSPC' }, home);
    const message = plain`A new PostgreSQL database could not be created in ${home} (${firstFailure(output)}): correct that, or set DATABASE_URL to a PostgreSQL of your own.`;
    throw new Problem('UNAVAILABLE', message);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** Later lines follow from the first failure. */
function firstFailure(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  return lines.find((line) => /error:|FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? '';
}

async function give(path: string, user: DatabaseUser | undefined): Promise<void> {
  if (user !== undefined) await chown(path, user.uid, user.gid);
}

/** Without it a power failure could undo the renaming, and with it everything that was committed since. */
async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  await handle.sync().finally(() => handle.close());
}
