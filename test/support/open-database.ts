/** Opens a fresh, migrated database of its own for a test. */
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { migrate } from '../../src/database/migrate';
import { openDataSource } from '../../src/database/open-data-source';
import { ENTITIES, MIGRATIONS } from '../../src/entities';
import { bindEpoch } from '../../src/feed/epoch';

export interface TestDatabase {
  dataSource: DataSource;
  url: string;
  /** Drops the database, too. */
  close(): Promise<void>;
}

export async function openTestDatabase(): Promise<TestDatabase> {
  const server = process.env['TEST_POSTGRES_URL'];
  if (server === undefined) throw new Error("Jest's global setup did not start PostgreSQL.");
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const dataSource = await openDataSource({
    url: url.href,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    poolSize: 10,
    onError: () => undefined,
  });
  const close = async (): Promise<void> => {
    await dataSource.destroy();
    await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`);
  };
  try {
    await migrate(dataSource, url.href);
    await bindEpoch(dataSource);
  } catch (error) {
    await close();
    throw error;
  }
  return { dataSource, url: url.href, close };
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
