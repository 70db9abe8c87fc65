/** Opens a fresh, migrated database of its own for a test. */
import type { DataSource } from 'typeorm';
import { openDataSource } from '../../src/database/open-data-source';
import { ENTITIES, MIGRATIONS } from '../../src/entities';
import { bindEpoch } from '../../src/feed/epoch';
import { cloneTemplate, type Template } from './templates';

export interface TestDatabase {
  dataSource: DataSource;
  url: string;
  /** Drops the database, too. */
  close(): Promise<void>;
}

export async function openTestDatabase(template: Template = 'empty'): Promise<TestDatabase> {
  const { url, drop } = await cloneTemplate(template);
  const dataSource = await openDataSource({
    url,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    poolSize: 10,
    onError: () => undefined,
  });
  await bindEpoch(dataSource);
  return {
    dataSource,
    url,
    close: async () => {
      await dataSource.destroy();
      await drop();
    },
  };
}
