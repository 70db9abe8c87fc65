/** Opens the database of the configuration: somebody's server, or an embedded one that holds the demo country. */
import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { Closers } from './closers';
import type { Config } from './config';
import { migrate } from './database/migrate';
import { openDataSource } from './database/open-data-source';
import { startEmbeddedPostgres } from './database/start-embedded-postgres';
import { keepTokenSecret } from './database/token-secret';
import { loadDemo } from './demo/load-demo';
import { readProvincesFile } from './demo/read-provinces-file';
import { ENTITIES, MIGRATIONS } from './entities';
import type { Voice } from './voice';

export interface OpenDatabase {
  dataSource: DataSource;
  url: string;
  /** Signs the tokens that are accepted here. */
  tokenSecret: Uint8Array;
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
  const dataSource = await openMigrated(options, url);
  if (config.databaseUrl === undefined && (await isEmpty(dataSource))) await seedDemo(dataSource, config, voice);
  return { dataSource, url, tokenSecret: await chooseSecret(config) };
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

async function openMigrated({ log, closers }: DatabaseOptions, url: string): Promise<DataSource> {
  const dataSource = await openDataSource({
    url,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    onError: (error) => {
      log.warn({ err: error }, 'An idle connection to the database was lost.');
    },
  });
  closers.add(() => dataSource.destroy());
  const done = await migrate(dataSource, url);
  if (done.length > 0) log.info({ migrations: done }, 'The database was migrated.');
  return dataSource;
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
