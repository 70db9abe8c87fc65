/** What keeps the embedded PostgreSQL from starting, and what the user is told to do about it. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { findPostgresBinaries } from '../../src/embedded/postgres-binaries';
import { holdDataDirectory } from '../../src/embedded/hold-data-directory';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/embedded/start-embedded-postgres';
import { freshDataDirectory, removeDataDirectory } from '../support/data-directory';
import { prepareCluster, startPrepared } from '../support/prepared-cluster';

let dataDirectory: string;

beforeEach(async () => {
  dataDirectory = await freshDataDirectory();
});

afterEach(async () => {
  await removeDataDirectory(dataDirectory);
});

function refusal(...parts: string[]): object {
  const message = new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*'), 's');
  return { name: 'Problem', code: 'UNAVAILABLE', message: expect.stringMatching(message) };
}

describe('a data directory', () => {
  it('is refused to a second server while the first one has it', async () => {
    const first = await startPrepared({ dataDirectory });
    await expect(startEmbeddedPostgres({ dataDirectory })).rejects.toMatchObject(
      refusal(dataDirectory, 'in use since 20', `by process ${String(process.pid)}:`, 'DATA_DIR'),
    );
    // The refused one has not let go of what it never had.
    await expect(holdDataDirectory(dataDirectory)).rejects.toMatchObject(refusal('in use'));
    await first.stop();
    await (await holdDataDirectory(dataDirectory)).letGo();
  });

  it('is waited for while the server that has it is stopping', async () => {
    const first = await startPrepared({ dataDirectory });
    await first.announceStop();
    const said: string[] = [];
    const second = new Promise<EmbeddedPostgres>((resolve, reject) => {
      const say = (line: string): void => {
        said.push(line);
        if (line.startsWith('Waiting')) void first.stop();
      };
      startEmbeddedPostgres({ dataDirectory, fsync: false, say }).then(resolve, reject);
    });
    await (await second).stop();
    expect(said).toEqual([`Waiting for process ${String(process.pid)}, which has ${dataDirectory} and is stopping …`]);
    expect((await readdir(dataDirectory)).filter((name) => name.startsWith('lock'))).toEqual([]);
  });

  it('is held before the port is looked at, and let go when that is taken', async () => {
    const first = await startPrepared({ dataDirectory });
    const beforeStart = (): Promise<void> => Promise.reject(new Error('The port is taken.'));
    await expect(startEmbeddedPostgres({ dataDirectory, beforeStart })).rejects.toMatchObject(refusal('in use since'));
    await first.stop();
    await expect(startEmbeddedPostgres({ dataDirectory, beforeStart })).rejects.toThrow('The port is taken.');
    await (await holdDataDirectory(dataDirectory)).letGo();
  });

  it.each([
    ['a process that is gone', '2147483647 running\n'],
    ['a process that had the number of a living one before', `${String(process.pid)} earlier\n`],
    ['a machine that stopped before the lock was on the disk', ''],
  ])('is not kept by %s', async (_whose, lock) => {
    await mkdir(dataDirectory);
    await writeFile(join(dataDirectory, 'lock'), lock);
    const { letGo } = await holdDataDirectory(dataDirectory);
    expect(await readFile(join(dataDirectory, 'lock'), 'utf8')).toMatch(new RegExp(`^${String(process.pid)} `));
    await letGo();
  });

  it('goes to one of many who find the same stale lock', async () => {
    await mkdir(dataDirectory);
    await writeFile(join(dataDirectory, 'lock'), '2147483647 running\n');
    const attempts = await Promise.allSettled(Array.from({ length: 20 }, () => holdDataDirectory(dataDirectory)));
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await readdir(dataDirectory)).toEqual(['lock']);
  });

  it('whose lock another one was just removing when it was killed asks for help, since nobody else may', async () => {
    await mkdir(dataDirectory);
    await writeFile(join(dataDirectory, 'lock'), '2147483647 running\n');
    await writeFile(join(dataDirectory, 'lock.removal'), '2147483647 running\n');
    await expect(holdDataDirectory(dataDirectory)).rejects.toMatchObject(refusal('remove', 'lock.removal'));
  });

  it('that is not a directory is named', async () => {
    await writeFile(dataDirectory, '');
    await expect(startEmbeddedPostgres({ dataDirectory })).rejects.toMatchObject(
      refusal(dataDirectory, 'is not a directory', 'DATA_DIR', 'DATABASE_URL'),
    );
    await expect(startEmbeddedPostgres({ dataDirectory: join(dataDirectory, 'in a file') })).rejects.toMatchObject(
      refusal('is not a directory'),
    );
  });

  it('that lost its password is told apart from a new one, and keeps its data', async () => {
    await prepareCluster(dataDirectory);
    const file = join(dataDirectory, 'postgres.password');
    const password = await readFile(file, 'utf8');
    await rm(file);
    await expect(startEmbeddedPostgres({ dataDirectory })).rejects.toMatchObject(refusal(file, 'put it back'));
    await writeFile(file, 'another\n');
    await expect(startEmbeddedPostgres({ dataDirectory })).rejects.toMatchObject(refusal('put the right file back'));
    await writeFile(file, password);
    await (await startEmbeddedPostgres({ dataDirectory, fsync: false })).stop();
  });

  it('with a half-made database is taken for a new one', async () => {
    await mkdir(join(dataDirectory, 'postgres.new.abc', 'base'), { recursive: true });
    await writeFile(join(dataDirectory, 'initdb.password.1'), '');
    await (await startEmbeddedPostgres({ dataDirectory, fsync: false })).stop();
    await expect(readFile(join(dataDirectory, 'initdb.password.1'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('a full disk', () => {
  it.each([
    ['refuses to take more', `RAISE SQLSTATE '53100'`],
    ['has to give up, and only its log says why', `RAISE LOG 'could not write: No space left on device'; RAISE 'lost'`],
  ])('is named when PostgreSQL %s', async (_what, statement) => {
    const server = await startPrepared({ dataDirectory });
    const client = new Client({ connectionString: server.url });
    await client.connect();
    const failure: unknown = await client.query(`DO $$ BEGIN ${statement}; END $$`).catch((error: unknown) => error);
    await client.end();
    expect(await server.explain(failure)).toMatchObject(refusal(dataDirectory, 'is on a full disk', 'free some space'));
    await server.stop();
  });

  it('is not blamed for anything else', async () => {
    const server = await startPrepared({ dataDirectory });
    const fault = new Error('Something else.');
    expect(await server.explain(fault)).toBe(fault);
    await server.stop();
  });
});

describe('PostgreSQL', () => {
  it('that ends at its start is quoted', async () => {
    await prepareCluster(dataDirectory);
    await writeFile(join(dataDirectory, 'postgres', 'postgresql.conf'), 'no_such_setting = 1\n');
    await expect(startEmbeddedPostgres({ dataDirectory })).rejects.toMatchObject(
      refusal('no_such_setting', join(dataDirectory, 'postgres.log'), 'DATABASE_URL'),
    );
    await (await holdDataDirectory(dataDirectory)).letGo();
  });

  it('that was not installed is asked for', async () => {
    await expect(findPostgresBinaries([dirname(dataDirectory)])).rejects.toMatchObject(
      refusal(process.arch, 'npm ci', 'DATABASE_URL'),
    );
  });
});
