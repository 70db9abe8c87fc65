/** The databases that tests clone, each made once a run: an empty one, the small country, and the whole demo country. */
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { migrate } from '../../src/database/migrate';
import { openDataSource } from '../../src/database/open-data-source';
import { loadDemo, type DemoOptions } from '../../src/demo/load-demo';
import { readProvincesFile } from '../../src/demo/read-provinces';
import { ENTITIES, MIGRATIONS } from '../../src/entities';
import { loadSmallCountry } from './small-country';

export type Template = 'empty' | 'small' | 'whole';

async function demoOptions(): Promise<DemoOptions> {
  return { today: '2020-02-29', provincesCsv: await readProvincesFile(), followsClock: false };
}

const MAKING: Readonly<Record<Template, { said: string; fill: (dataSource: DataSource) => Promise<void> }>> = {
  empty: { said: 'migrating an empty database', fill: () => Promise.resolve() },
  small: {
    said: 'loading the small country',
    fill: async (dataSource) => loadSmallCountry(dataSource, await demoOptions()),
  },
  whole: {
    said: 'loading the demo country',
    fill: async (dataSource) => loadDemo(dataSource, await demoOptions()),
  },
};

/** Before the tests; `say` is told of each when it is there. */
export async function makeTemplates(templates: readonly Template[], say: (line: string) => void): Promise<void> {
  for (const template of templates) {
    const { said, fill } = MAKING[template];
    const began = performance.now();
    await makeTemplate(template, fill).catch((error: unknown) => {
      throw new Error(`${said} failed; no test was run`, { cause: error });
    });
    say(`${said}: ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  }
}

async function makeTemplate(template: Template, fill: (dataSource: DataSource) => Promise<void>): Promise<void> {
  const name = nameOf(template);
  await onServer((client) => client.query(`CREATE DATABASE ${name}`));
  const url = urlOf(name);
  const dataSource = await openDataSource({
    url,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    onError: () => undefined,
  });
  try {
    await migrate(dataSource, url);
    await fill(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

export interface Clone {
  url: string;
  drop: () => Promise<void>;
}

/** A database of its own, of which nobody else knows. */
export async function cloneTemplate(template: Template): Promise<Clone> {
  const name = `${template}_${randomBytes(6).toString('hex')}`;
  await onServer(async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [nameOf(template)]);
    if (rowCount === 0) throw new Error(`The run has made no template "${template}": see support/choose-templates.ts.`);
    // Copies the files, in the kernel: a tenth of the time that it takes over the log.
    await client.query("SET file_copy_method = 'clone'");
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${nameOf(template)} STRATEGY FILE_COPY`);
  });
  return { url: urlOf(name), drop: () => onServer((client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`)) };
}

function nameOf(template: Template): string {
  return `template_${template}`;
}

function urlOf(database: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}

function serverUrl(): string {
  const url = process.env['TEST_POSTGRES_URL'];
  if (url === undefined) throw new Error("Jest's global setup did not start PostgreSQL.");
  return url;
}

async function onServer(work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
