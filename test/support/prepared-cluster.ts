/** Clusters that are made once a run, and copied for each test that needs one of its own but does not ask how it came about. */
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rename } from 'node:fs/promises';
import { join } from 'node:path';
import {
  startEmbeddedPostgres,
  type EmbeddedOptions,
  type EmbeddedPostgres,
} from '../../src/embedded/start-embedded-postgres';
import { codeOf } from '../../src/process/errno';
import { copyTree } from './copy-cluster';
import { hastenSignIn } from './hasten-sign-in';
import { onDatabase } from './oracle-log';

export interface Filling {
  /** Of the folder that the cluster is kept in. */
  name: string;
  fill: (url: string) => Promise<void>;
}

const NOTHING: Filling = { name: 'empty', fill: () => Promise.resolve() };

/** A data directory whose server has stopped. All that are made so have one system identifier. */
export async function prepareCluster(dataDirectory: string, filling = NOTHING): Promise<void> {
  copyTree(await ensureMade(filling), dataDirectory, { keepsOwners: true });
}

/** As `startEmbeddedPostgres` in a new data directory, for a fifth of the work. */
export async function startPrepared(options: EmbeddedOptions, filling = NOTHING): Promise<EmbeddedPostgres> {
  await prepareCluster(options.dataDirectory, filling);
  return startEmbeddedPostgres({ fsync: false, ...options });
}

async function ensureMade({ name, fill }: Filling): Promise<string> {
  const folder = process.env['TEST_RUN_FOLDER'];
  if (folder === undefined) throw new Error("Jest's global setup did not start PostgreSQL.");
  const made = join(folder, `prepared-${name}`);
  if (existsSync(made)) return made;
  const making = await mkdtemp(join(folder, 'preparing-'));
  // PostgreSQL may run as another user, who has to pass.
  await chmod(making, 0o755);
  const dataDirectory = join(making, 'data');
  const options = { dataDirectory, fsync: false };
  const server = name === NOTHING.name ? await startEmbeddedPostgres(options) : await startPrepared(options);
  const prepare = async (): Promise<void> => {
    await hastenSignIn(server.url);
    await dropTemplates(server.url);
    await fill(server.url);
  };
  await prepare().finally(() => server.stop());
  await rename(dataDirectory, made).catch((error: unknown) => {
    // Another worker has made it meanwhile.
    if (!['EEXIST', 'ENOTEMPTY'].includes(codeOf(error))) throw error;
  });
  return made;
}

/** Half of the files, and nobody makes a database in a copy. */
function dropTemplates(url: string): Promise<void> {
  return onDatabase(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'SELECT datname AS name FROM pg_database WHERE datistemplate',
    );
    for (const { name } of rows) {
      await client.query(`ALTER DATABASE ${name} IS_TEMPLATE false`);
      await client.query(`DROP DATABASE ${name}`);
    }
  });
}
