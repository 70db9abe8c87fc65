/** Copies the files of an embedded database: a backup as an administrator makes one, of a server that runs or has stopped. */
import { copyFileSync, lchownSync, lstatSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs';
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { Client } from 'pg';
import { codeOf } from '../../src/process/errno';

/** What belongs to a server that runs, or is fetched from it anew. */
const LEFT_OUT =
  /^(postmaster\.(pid|opts)|pg_wal\/.+|pg_replslot\/.+|pg_stat_tmp\/.+|base\/pgsql_tmp.*|.*pg_internal\.init.*)$/;
const WAL_FOLDERS = ['archive_status', 'summaries'];

/** All of a data directory whose server has stopped, in place of what is there. */
export async function copyStopped(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  copyTree(from, to);
}

/** The files of a server that goes on meanwhile; who starts on them has to fetch what has happened since from that server. */
export async function copyRunning(url: string, from: string, to: string): Promise<void> {
  // The backup lasts as long as the session that has begun it.
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SELECT pg_backup_start('copy', true)");
    await mkdir(to, { mode: 0o700 });
    await copyFile(join(from, 'postgres.password'), join(to, 'postgres.password'));
    await copyCluster(join(from, 'postgres'), join(to, 'postgres'));
    const { rows } = await client.query<{ label: string }>('SELECT labelfile AS label FROM pg_backup_stop(false)');
    await writeFile(join(to, 'postgres', 'backup_label'), rows[0]?.label ?? '', { mode: 0o600 });
  } finally {
    await client.end();
  }
}

async function copyCluster(from: string, to: string): Promise<void> {
  const isLeftOut = (path: string): boolean => LEFT_OUT.test(relative(from, path));
  for (;;) {
    try {
      copyTree(from, to, { isLeftOut });
      break;
    } catch (error) {
      // A file went while it was being copied, as some may.
      if (codeOf(error) !== 'ENOENT') throw error;
      await rm(to, { recursive: true, force: true });
    }
  }
  for (const folder of WAL_FOLDERS) await mkdir(join(to, 'pg_wal', folder), { recursive: true, mode: 0o700 });
}

interface CopyTree {
  /** As `cp -a` does it; else all is of whoever copies, as with `cp -r`. */
  keepsOwners?: boolean;
  isLeftOut?: (path: string) => boolean;
}

/** A cluster has more than a thousand files: one after the other they cost a quarter of what Node's own `cp` takes. */
export function copyTree(from: string, to: string, options: CopyTree = {}): void {
  if (options.isLeftOut?.(from) === true) return;
  const found = lstatSync(from);
  if (found.isDirectory()) {
    mkdirSync(to, { mode: found.mode & 0o777 });
    for (const name of readdirSync(from)) copyTree(join(from, name), join(to, name), options);
  } else if (found.isSymbolicLink()) symlinkSync(readlinkSync(from), to);
  else copyFileSync(from, to);
  if (options.keepsOwners === true && process.getuid?.() === 0) lchownSync(to, found.uid, found.gid);
}
