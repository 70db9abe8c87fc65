/** The one PostgreSQL server of a run of tests, or of a benchmark. */
import { access, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/embedded/start-embedded-postgres';
import { freshDataDirectory, removeDataDirectory } from './data-directory';
import { hastenSignIn } from './hasten-sign-in';

interface TestPostgres {
  server: EmbeddedPostgres;
  dataDirectory: string;
}

/** Jest runs setup and teardown in one process, and hands nothing from the one to the other. */
export const run = globalThis as { testPostgres?: TestPostgres };

const PREFIX = 'giaoban-test-run-';

export async function startTestPostgres(): Promise<void> {
  await removeLeftovers();
  const dataDirectory = await freshDataDirectory('data', 0o755, PREFIX);
  const server = await startEmbeddedPostgres({ dataDirectory, fsync: false }).catch(async (error: unknown) => {
    await removeDataDirectory(dataDirectory);
    throw error;
  });
  run.testPostgres = { server, dataDirectory };
  await hastenSignIn(server.url);
  process.env['TEST_POSTGRES_URL'] = server.url;
  process.env['TEST_RUN_FOLDER'] = dirname(dataDirectory);
}

/** Removes its files, too. */
export async function stopTestPostgres(): Promise<void> {
  if (run.testPostgres === undefined) return;
  const { server, dataDirectory } = run.testPostgres;
  await server.stop();
  await removeDataDirectory(dataDirectory);
}

/** A run that was killed has left its server, and its lock. Starting once more stops that server; a living run refuses. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const dataDirectory = join(tmpdir(), name, 'data');
    try {
      await access(join(dataDirectory, 'lock'));
      const server = await startEmbeddedPostgres({ dataDirectory, fsync: false });
      await server.stop();
      await removeDataDirectory(dataDirectory);
    } catch {
      // In use, or another user's: nothing that this run needs.
    }
  }
}
