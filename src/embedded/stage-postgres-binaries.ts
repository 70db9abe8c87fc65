/** Copies the PostgreSQL programs to where the database's user may run them, when they lie under a home of root. */
import { chmod, cp, lstat, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problem } from '../problem';
import type { DatabaseUser } from './choose-database-user';
import { codeOf } from '../process/disk-error';
import { programIn, type PostgresBinaries } from './find-postgres-binaries';
import { runAsDatabaseUser, type Outcome } from './run-as-database-user';

/** The programs that were found, or a copy of them: in any case ones that run. */
export async function stagePostgresBinaries(
  found: PostgresBinaries,
  user: DatabaseUser | undefined,
  say: (line: string) => void,
  findFolder = findSharedFolder,
): Promise<PostgresBinaries> {
  const direct = await tryToRun(found, user);
  if (direct.ok) return found;
  if (user === undefined) throw doesNotRun(found, direct.output);
  const folder = await findFolder();
  const staged = { ...found, folder: join(folder, found.name) };
  if ((await tryToRun(staged, user)).ok) return staged;
  say(`Copying the PostgreSQL programs to ${staged.folder}, where a user other than root may run them …`);
  await copy(found.folder, staged.folder);
  const outcome = await tryToRun(staged, user);
  if (!outcome.ok) throw doesNotRun(staged, outcome.output);
  return staged;
}

/** A folder of root's that everyone may enter and nobody else may write. */
export async function findSharedFolder(): Promise<string> {
  const candidates = [join('/var/lib', 'giaoban'), join(tmpdir(), 'giaoban-root')];
  for (const folder of candidates) {
    try {
      await mkdir(folder, { recursive: true });
      // In the temporary folder anyone could have made it first, and would then own what runs from there.
      const { uid, mode } = await lstat(folder);
      if (uid !== 0 || (mode & 0o170022) !== 0o040000) continue;
      await chmod(folder, 0o755);
      return folder;
    } catch (error) {
      if (!['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EEXIST', 'ENOTDIR'].includes(codeOf(error))) throw error;
    }
  }
  const message = `PostgreSQL does not run as root and neither ${candidates.join(' nor ')} can take its files: start the server as a normal user, or set DATABASE_URL to a PostgreSQL of your own.`;
  throw new Problem('UNAVAILABLE', message);
}

function tryToRun(binaries: PostgresBinaries, user: DatabaseUser | undefined): Promise<Outcome> {
  return runAsDatabaseUser(programIn(binaries, 'postgres'), ['--version'], user);
}

async function copy(from: string, to: string): Promise<void> {
  const half = `${to}.${String(process.pid)}`;
  await rm(half, { recursive: true, force: true });
  await cp(from, half, { recursive: true, verbatimSymlinks: true });
  await openToAll(half);
  await rm(to, { recursive: true, force: true });
  try {
    await rename(half, to);
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    // Another server has just copied the same programs to the same place.
    if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST') throw error;
  }
}

/** An install under a strict umask has left every file to root alone. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), 0o755);
  }
}

function doesNotRun(binaries: PostgresBinaries, output: string): Problem {
  const message = `The PostgreSQL in ${binaries.folder} does not run on this system (${output}): set DATABASE_URL to a PostgreSQL of your own.`;
  return new Problem('UNAVAILABLE', message);
}
