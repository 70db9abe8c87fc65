/** A PostgreSQL that somebody has installed, with its programs to dump and restore: the embedded one has none. */
import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { onDatabase } from './oracle-log';

const SERVER = process.env['TEST_EXTERNAL_POSTGRES_URL'] ?? 'postgres://root@127.0.0.1:5432/postgres?sslmode=disable';

const NEEDED = [
  ['pg_restore', '--version'],
  ['pg_isready', '--dbname', SERVER],
] as const;

const run = promisify(execFile);

export interface ExternalDatabase {
  url: string;
  dump: (file: string) => Promise<void>;
  /** In place of what is there, all at once, or table after table. */
  restore: (file: string, how: 'at once' | 'bit by bit') => Promise<void>;
  drop: () => Promise<void>;
}

/** Whether it can be used here. Continuous integration can, or fails. */
export function hasExternalPostgres(): boolean {
  try {
    for (const [program, ...args] of NEEDED) execFileSync(program, args, { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

export async function openExternalDatabase(): Promise<ExternalDatabase> {
  const name = `giaoban_${randomBytes(6).toString('hex')}`;
  await onDatabase(SERVER, (client) => client.query(`CREATE DATABASE ${name}`));
  const url = new URL(SERVER);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    dump: async (file) => {
      await run('pg_dump', ['--format=custom', `--file=${file}`, url.href]);
    },
    restore: async (file, how) => {
      const atOnce = how === 'at once' ? ['--single-transaction'] : [];
      await run('pg_restore', ['--clean', '--if-exists', ...atOnce, `--dbname=${url.href}`, file]);
    },
    drop: async () => {
      await onDatabase(SERVER, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}
