/** Databases with a country each, on an embedded PostgreSQL or on the one of BENCH_DATABASE_URL, where they are dropped in the end. */
import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { migrate } from '../../src/database/migrate';
import { openDataSource } from '../../src/database/open-data-source';
import { readProvincesFile } from '../../src/demo/read-provinces';
import { ENTITIES, MIGRATIONS } from '../../src/entities';
import type { Closers } from '../../src/process/closers';
import type { DemoCountry } from '../../src/demo/demo-country';
import { onDatabase } from '../../test/support/oracle-log';
import { loadCountry } from '../../test/support/small-country';
import { startTestPostgres, stopTestPostgres } from '../../test/support/test-postgres';

/** The URL of the server's own database. */
export async function openPostgres(closers: Closers, given: string | undefined): Promise<string> {
  if (given !== undefined) return given;
  const starting = startTestPostgres();
  closers.add(async () => {
    await starting.catch(() => undefined);
    await stopTestPostgres();
  });
  await starting;
  return process.env['TEST_POSTGRES_URL'] ?? '';
}

/** The demo country, as large as is wanted. */
export async function openDatabase(
  closers: Closers,
  postgresUrl: string,
  resize: (country: DemoCountry) => DemoCountry = (country) => country,
): Promise<string> {
  const name = `giaoban_answers_${randomBytes(6).toString('hex')}`;
  await onDatabase(postgresUrl, (client) => client.query(`CREATE DATABASE ${name}`));
  closers.add(() => onDatabase(postgresUrl, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`)));
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  await load(url.href, resize);
  return url.href;
}

async function load(url: string, resize: (country: DemoCountry) => DemoCountry): Promise<void> {
  const dataSource = await openDataSource({
    url,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    onError: () => undefined,
  });
  try {
    await migrate(dataSource, url);
    await fill(dataSource, resize);
  } finally {
    await dataSource.destroy();
  }
}

async function fill(dataSource: DataSource, resize: (country: DemoCountry) => DemoCountry): Promise<void> {
  const options = { today: '2020-02-29', provincesCsv: await readProvincesFile(), followsClock: false };
  await loadCountry(dataSource, options, resize);
  await dataSource.query('VACUUM ANALYZE');
}
