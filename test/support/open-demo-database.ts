/** A database of its own with the demo country in it: a clone of one that is loaded once a run. */
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { LOCK_NUMBERS } from '../../src/database/advisory-locks';
import { migrate } from '../../src/database/migrate';
import { openDataSource } from '../../src/database/open-data-source';
import { loadDemo } from '../../src/demo/load-demo';
import { readProvincesFile } from '../../src/demo/read-provinces';
import { ENTITIES, MIGRATIONS } from '../../src/entities';

const TEMPLATE = 'demo_template';

export interface DemoDatabase {
  url: string;
  drop: () => Promise<void>;
}

export async function openDemoDatabase(): Promise<DemoDatabase> {
  const name = `demo_${randomBytes(6).toString('hex')}`;
  await onServer(async (client) => {
    // Test files run side by side: one of them loads the template, the others wait for it.
    await client.query('SELECT pg_advisory_lock($1)', [LOCK_NUMBERS.testTemplate]);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [TEMPLATE]);
    if (rowCount === 0) await makeTemplate(client);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} STRATEGY FILE_COPY`);
  });
  const drop = () => onServer((client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`).then(() => undefined));
  return { url: urlOf(name), drop };
}

async function makeTemplate(client: Client): Promise<void> {
  await client.query('DROP DATABASE IF EXISTS demo_loading WITH (FORCE)');
  await client.query('CREATE DATABASE demo_loading');
  const url = urlOf('demo_loading');
  const dataSource = await openDataSource({
    url,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    onError: () => undefined,
  });
  await migrate(dataSource, url);
  const provincesCsv = await readProvincesFile();
  await loadDemo(dataSource, { today: '2020-02-29', provincesCsv, followsClock: false });
  await dataSource.destroy();
  await client.query(`ALTER DATABASE demo_loading RENAME TO ${TEMPLATE}`);
}

function urlOf(database: string): string {
  const url = new URL(process.env['TEST_POSTGRES_URL'] ?? '');
  url.pathname = `/${database}`;
  return url.href;
}

async function onServer(work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: process.env['TEST_POSTGRES_URL'] });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
