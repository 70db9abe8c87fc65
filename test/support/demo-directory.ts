/** A data directory on which `giaoban serve` finds the demo country, the small one: it goes on with it, as after a restart. */
import { readConfig } from '../../src/config/config';
import { migrate } from '../../src/database/migrate';
import { openDataSource } from '../../src/database/open-data-source';
import { readProvincesFile } from '../../src/demo/read-provinces';
import { startEmbeddedPostgres } from '../../src/embedded/start-embedded-postgres';
import { ENTITIES, MIGRATIONS } from '../../src/entities';
import { freshDataDirectory, removeDataDirectory } from './data-directory';
import { loadSmallCountry } from './small-country';

/** To be removed by who asks for it. */
export async function makeDemoDirectory(): Promise<string> {
  const dataDirectory = await freshDataDirectory();
  try {
    await fill(dataDirectory);
  } catch (error) {
    await removeDataDirectory(dataDirectory);
    throw error;
  }
  return dataDirectory;
}

async function fill(dataDirectory: string): Promise<void> {
  const postgres = await startEmbeddedPostgres({ dataDirectory, fsync: false });
  try {
    const dataSource = await openDataSource({
      url: postgres.url,
      entities: ENTITIES,
      migrations: MIGRATIONS,
      onError: () => undefined,
    });
    try {
      await migrate(dataSource, postgres.url);
      const { today } = readConfig({});
      await loadSmallCountry(dataSource, { today, provincesCsv: await readProvincesFile(), followsClock: false });
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await postgres.stop();
  }
}
