/** Copies the files of an embedded database: a backup as an administrator makes one, of a server that runs or has stopped. */
import { execFile } from 'node:child_process';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { codeOf } from '../../src/process/errno';

/** What belongs to a server that runs, or is fetched from it anew. */
const LEFT_OUT =
  /^(postmaster\.(pid|opts)|pg_wal\/.+|pg_replslot\/.+|pg_stat_tmp\/.+|base\/pgsql_tmp.*|.*pg_internal\.init.*)$/;
const WAL_FOLDERS = ['archive_status', 'summaries'];

const run = promisify(execFile);

/** All of a data directory whose server has stopped, in place of what is there. */
export async function copyStopped(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  // A thousand files: Node takes a second for them.
  await run('cp', ['-a', from, to]);
}

/** The files of a server that goes on meanwhile; who starts on them has to fetch what has happened since from that server. */
export async function copyRunning(url: string, from: string, to: string): Promise<void> {
  // The backup lasts as long as the session that has begun it.
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SELECT pg_backup_start('copy', true)");
    await mkdir(to, { mode: 0o700 });
    await cp(join(from, 'postgres.password'), join(to, 'postgres.password'));
    await copyCluster(join(from, 'postgres'), join(to, 'postgres'));
    const { rows } = await client.query<{ label: string }>('SELECT labelfile AS label FROM pg_backup_stop(false)');
    await writeFile(join(to, 'postgres', 'backup_label'), rows[0]?.label ?? '', { mode: 0o600 });
  } finally {
    await client.end();
  }
}

async function copyCluster(from: string, to: string): Promise<void> {
  const filter = (path: string): boolean => !LEFT_OUT.test(relative(from, path));
  for (;;) {
    try {
      await cp(from, to, { recursive: true, verbatimSymlinks: true, filter });
      break;
    } catch (error) {
      // A file went while it was being copied, as some may.
      if (codeOf(error) !== 'ENOENT') throw error;
      await rm(to, { recursive: true, force: true });
    }
  }
  for (const folder of WAL_FOLDERS) await mkdir(join(to, 'pg_wal', folder), { recursive: true, mode: 0o700 });
}
