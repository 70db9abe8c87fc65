/** Opens the database of the configuration: somebody's server, or an embedded one that holds the demo country. */
import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { Closers } from './closers';
import type { Config } from './config';
import { codeOf } from './database/explain-disk-error';
import { migrate } from './database/migrate';
import { openDataSource } from './database/open-data-source';
import { startEmbeddedPostgres } from './database/start-embedded-postgres';
import { keepTokenSecret } from './database/token-secret';
import { loadDemo } from './demo/load-demo';
import { readProvincesFile } from './demo/read-provinces-file';
import { ENTITIES, MIGRATIONS } from './entities';
import { explainDatabaseError } from './explain-fault';
import { Problem } from './problem';
import type { Voice } from './voice';

export interface OpenDatabase {
  dataSource: DataSource;
  url: string;
  /** Signs the tokens that are accepted here. */
  tokenSecret: Uint8Array;
  /** Whether the demo country has been loaded just now, into an embedded database that was new. */
  isNew: boolean;
}

export interface DatabaseOptions {
  config: Config;
  log: Logger;
  voice: Voice;
  closers: Closers;
  onDatabaseLost: (reason: string) => void;
}

/** Opened and migrated. An embedded database that is new has the demo country in it. */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  const { config, voice } = options;
  const url = config.databaseUrl ?? (await startEmbedded(options));
  const dataSource = await explained(config, () => openMigrated(options, url));
  const isNew = config.databaseUrl === undefined && (await isEmpty(dataSource));
  if (isNew) await seedDemo(dataSource, config, voice);
  return { dataSource, url, tokenSecret: await chooseSecret(config), isNew };
}

/** Opened to be looked at: in somebody's database nothing is created or migrated. An embedded one is ours to prepare. */
export async function openToRead(options: DatabaseOptions): Promise<DataSource> {
  const { config } = options;
  const url = config.databaseUrl;
  if (url === undefined) return (await openDatabase(options)).dataSource;
  return explained(config, async () => {
    const dataSource = await openPool(options, url);
    await requireCampaign(dataSource);
    return dataSource;
  });
}

/** Writes the demo country into an empty database. */
export async function seedDemo(dataSource: DataSource, { today }: Config, voice: Voice): Promise<void> {
  const step = voice.begin(`Loading the demo country as of ${today}`);
  const provincesCsv = await readProvincesFile();
  await loadDemo(dataSource, { today, provincesCsv, followsClock: false, progress: step.show });
  step.end();
}

async function startEmbedded({ config, voice, closers, onDatabaseLost }: DatabaseOptions): Promise<string> {
  const postgres = await startEmbeddedPostgres({
    dataDirectory: config.dataDirectory,
    say: voice.say,
    onExit: onDatabaseLost,
  });
  closers.add(() => postgres.stop());
  return postgres.url;
}

/** Whatever somebody's database refuses is told in terms of DATABASE_URL. */
async function explained<T>({ databaseUrl }: Config, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    throw databaseUrl === undefined ? error : explainDatabaseError(error, databaseUrl);
  }
}

async function openMigrated(options: DatabaseOptions, url: string): Promise<DataSource> {
  const dataSource = await openPool(options, url);
  const done = await migrate(dataSource, url);
  if (done.length > 0) options.log.info({ migrations: done }, 'The database was migrated.');
  return dataSource;
}

async function openPool({ log, closers }: DatabaseOptions, url: string): Promise<DataSource> {
  const dataSource = await openDataSource({
    url,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    onError: (error) => {
      // The error itself carries the client, password and all.
      log.warn({ reason: error.message, code: codeOf(error) }, 'An idle connection to the database was lost.');
    },
  });
  closers.add(() => dataSource.destroy());
  return dataSource;
}

async function requireCampaign(dataSource: DataSource): Promise<void> {
  const [found] = await dataSource.query<{ tables: boolean }[]>(
    "SELECT to_regclass('migration') IS NOT NULL AND to_regclass('campaign') IS NOT NULL AS tables",
  );
  if (found?.tables !== true || (await isEmpty(dataSource))) {
    throw new Problem('UNAVAILABLE', 'The database of DATABASE_URL holds no campaign: there is nothing to look at.');
  }
  const applied = new Set((await dataSource.query<{ name: string }[]>('SELECT name FROM migration')).map(nameOf));
  const known = dataSource.migrations.map(nameOf);
  if (applied.size === known.length && known.every((name) => applied.has(name))) return;
  const message = 'The database of DATABASE_URL is of another version of Giao Ban: run `giaoban migrate` first.';
  throw new Problem('UNAVAILABLE', message);
}

function nameOf(migration: { name?: string }): string {
  return migration.name ?? migration.constructor.name;
}

async function isEmpty(dataSource: DataSource): Promise<boolean> {
  const rows = await dataSource.query<unknown[]>('SELECT 1 FROM campaign');
  return rows.length === 0;
}

/** On somebody's server a command without a secret works, but nobody holds a token for it. */
async function chooseSecret({ databaseUrl, tokenSecret, dataDirectory }: Config): Promise<Uint8Array> {
  if (tokenSecret !== undefined) return tokenSecret;
  return databaseUrl === undefined ? keepTokenSecret(dataDirectory) : randomBytes(32);
}
