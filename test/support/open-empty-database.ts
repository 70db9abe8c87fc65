/** A database of its own in which nothing has been done yet. */
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { openDataSource } from '../../src/database/open-data-source';
import { ENTITIES, MIGRATIONS } from '../../src/entities';

export interface EmptyDatabase {
  url: string;
  /** Another pool of connections to it. */
  connect: () => Promise<DataSource>;
  drop: () => Promise<void>;
}

export async function openEmptyDatabase(): Promise<EmptyDatabase> {
  const name = `empty_${randomBytes(6).toString('hex')}`;
  const url = new URL(process.env['TEST_POSTGRES_URL'] ?? '');
  await onServer(url.href, `CREATE DATABASE ${name}`);
  const server = url.href;
  url.pathname = `/${name}`;
  const opened: DataSource[] = [];
  return {
    url: url.href,
    connect: async () => {
      const dataSource = await openDataSource({
        url: url.href,
        entities: ENTITIES,
        migrations: MIGRATIONS,
        poolSize: 3,
        onError: () => undefined,
      });
      opened.push(dataSource);
      return dataSource;
    },
    drop: async () => {
      for (const dataSource of opened) await dataSource.destroy();
      await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
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
