/** An embedded database that holds the small country: for a server that a test starts on it, and kills. */
import { migrate } from '../../src/database/migrate';
import { openDataSource } from '../../src/database/open-data-source';
import { readProvincesFile } from '../../src/demo/read-provinces';
import { startEmbeddedPostgres } from '../../src/embedded/start-embedded-postgres';
import { ENTITIES, MIGRATIONS } from '../../src/entities';
import { loadSmallCountry } from './small-country';

export async function makeSmallCluster(dataDirectory: string): Promise<void> {
  const server = await startEmbeddedPostgres({ dataDirectory, fsync: false });
  try {
    const dataSource = await openDataSource({
      url: server.url,
      entities: ENTITIES,
      migrations: MIGRATIONS,
      onError: () => undefined,
    });
    try {
      await migrate(dataSource, server.url);
      const provincesCsv = await readProvincesFile();
      await loadSmallCountry(dataSource, { today: '2020-02-29', provincesCsv, followsClock: false });
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await server.stop();
  }
}
