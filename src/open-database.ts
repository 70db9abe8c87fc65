/** Opens the database of the configuration: the server at DATABASE_URL, or an embedded one, which may get the demo country. */
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { TokenSecrets } from './access/split-secrets';
import type { Config } from './config/config';
import { migrate, newerDatabase } from './database/migrate';
import { openDataSource } from './database/open-data-source';
import { requireSession } from './database/require-session';
import { codeOf } from './process/errno';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded/start-embedded-postgres';
import { keepTokenSecrets } from './embedded/kept-secrets';
import { findDatabaseCluster } from './embedded/place-database-cluster';
import { holdsDemo } from './demo/give-way';
import { loadDemo } from './demo/load-demo';
import { readProvincesFile } from './demo/read-provinces';
import { ENTITIES, MIGRATIONS } from './entities';
import { explainDatabaseError } from './explain-fault';
import { Problem } from './problem';
import type { Closers } from './process/closers';
import type { Voice } from './process/voice';
import { say } from './words/message';

export interface OpenDatabase {
  dataSource: DataSource;
  url: string;
  /** Of the tokens that are accepted here. */
  tokenSecrets: TokenSecrets;
  /** Whether everyone may read it: the demo, without a secret of its own. An imported campaign is private. */
  isOpen: boolean;
  /** Whether it is an embedded database that held no campaign; the demo country has been loaded then, if it was wanted. */
  isNew: boolean;
  /** From now on another server that wants the embedded database waits, instead of being refused. */
  announceStop: () => Promise<void>;
}

export interface DatabaseOptions {
  config: Config;
  log: Logger;
  voice: Voice;
  closers: Closers;
  onDatabaseLost: (reason: string) => void;
  /** Whatever is done with the database is broken off at its abortion. */
  breakOff?: AbortSignal | undefined;
  /** Called before a database is prepared, which takes long, but after waiting for another server that has it. */
  beforeStart?: () => Promise<void>;
}

/**
 * Opened and migrated; in read-only mode the database of DATABASE_URL is left as it is. With `seed`, an embedded one without
 * a campaign gets the demo country.
 */
export async function openDatabase(options: DatabaseOptions, { seed = false } = {}): Promise<OpenDatabase> {
  const { config, voice } = options;
  const { databaseUrl, readOnly } = config;
  if (readOnly && databaseUrl !== undefined) return useAsItIs(options, databaseUrl);
  const { url, announceStop, explain } =
    databaseUrl === undefined ? await startEmbedded(options) : await useServer(options, databaseUrl);
  const [dataSource, isNew] = await explained(explain, async () => {
    const opened = await openMigrated(options, url);
    const isEmbeddedAndEmpty = databaseUrl === undefined && (await isEmpty(opened));
    if (isEmbeddedAndEmpty && seed) await seedDemo(opened, config, voice);
    return [opened, isEmbeddedAndEmpty];
  });
  const isOpen = databaseUrl === undefined && config.tokenSecrets === undefined && (await holdsDemo(dataSource));
  return { dataSource, url, tokenSecrets: await chooseSecrets(config), isNew, isOpen, announceStop };
}

/** Opened to be looked at: in the database of DATABASE_URL nothing is created or migrated. An embedded one is ours to migrate. */
export async function openToRead(options: DatabaseOptions): Promise<DataSource> {
  const { config } = options;
  const url = config.databaseUrl;
  if (url === undefined) return openEmbeddedToRead(options);
  return explained(explainWith(url), async () => {
    const dataSource = await openPool(options, url);
    await requireCampaign(dataSource);
    return dataSource;
  });
}

/** One that is not there is not made only to find it empty. */
async function openEmbeddedToRead(options: DatabaseOptions): Promise<DataSource> {
  const { dataDirectory } = options.config;
  if (!(await findDatabaseCluster(resolve(dataDirectory))).exists) throw noCampaign(dataDirectory);
  const { dataSource } = await openDatabase(options);
  if (await isEmpty(dataSource)) throw noCampaign(dataDirectory);
  return dataSource;
}

function noCampaign(dataDirectory: string): Problem {
  const message = say`${dataDirectory} (DATA_DIR) holds no campaign yet. Import your own with \`giaoban import campaign.json organizations.xlsx\`, or load the demo country with \`giaoban demo\`; if your campaign is in another folder, set DATA_DIR to that one.`;
  return new Problem('UNAVAILABLE', message);
}

/** Writes the demo country into an empty database. */
export async function seedDemo(dataSource: DataSource, { today }: Config, voice: Voice): Promise<void> {
  const step = voice.begin(`Loading the demo country as of ${today}`);
  const provincesCsv = await readProvincesFile();
  await loadDemo(dataSource, { today, provincesCsv, followsClock: false, progress: step.show });
  step.end();
}

async function useAsItIs(options: DatabaseOptions, url: string): Promise<OpenDatabase> {
  const { announceStop } = await useServer(options, url);
  const tokenSecrets = await chooseSecrets(options.config);
  return { dataSource: await openToRead(options), url, tokenSecrets, isNew: false, isOpen: false, announceStop };
}

type Server = Pick<EmbeddedPostgres, 'url' | 'announceStop' | 'explain'>;

async function useServer({ beforeStart }: DatabaseOptions, url: string): Promise<Server> {
  await beforeStart?.();
  return { url, announceStop: () => Promise.resolve(), explain: explainWith(url) };
}

async function startEmbedded(options: DatabaseOptions): Promise<Server> {
  const { config, voice, closers, onDatabaseLost, beforeStart, breakOff } = options;
  const postgres = await startEmbeddedPostgres({
    dataDirectory: config.dataDirectory,
    say: voice.say,
    onExit: onDatabaseLost,
    beforeStart,
    breakOff,
  });
  closers.add(() => postgres.stop());
  return postgres;
}

/** Refusals of the server are explained in terms of DATABASE_URL. */
function explainWith(databaseUrl: string): Server['explain'] {
  return (error) => Promise.resolve(explainDatabaseError(error, databaseUrl));
}

async function explained<T>(explain: Server['explain'], open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    throw await explain(error);
  }
}

async function openMigrated(options: DatabaseOptions, url: string): Promise<DataSource> {
  const dataSource = await openPool(options, url);
  const done = await migrate(dataSource, url, options.breakOff);
  if (done.length > 0) options.log.info({ migrations: done }, 'The database was migrated.');
  return dataSource;
}

async function openPool({ config, log, closers, breakOff }: DatabaseOptions, url: string): Promise<DataSource> {
  if (config.databaseUrl !== undefined) await requireSession(url);
  let isClosing = false;
  const dataSource = await openDataSource({
    url,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    breakOff,
    onError: (error) => {
      // A connection that says goodbye while an embedded server already stops is not lost.
      if (isClosing) return;
      // The error itself carries the client, password and all.
      log.warn({ reason: error.message, code: codeOf(error) }, 'An idle connection to the database was lost.');
    },
    onLost: (connections, { message }) => {
      log.warn(
        { connections, reason: message },
        'Connections to the database gave no sign of life, and were given up.',
      );
    },
  });
  closers.add(() => {
    isClosing = true;
    return dataSource.destroy();
  });
  return dataSource;
}

async function requireCampaign(dataSource: DataSource): Promise<void> {
  const [found] = await dataSource.query<{ tables: boolean }[]>(
    "SELECT to_regclass('migration') IS NOT NULL AND to_regclass('campaign') IS NOT NULL AS tables",
  );
  if (found?.tables !== true || (await isEmpty(dataSource))) {
    throw new Problem('UNAVAILABLE', say`The database of DATABASE_URL holds no campaign: there is nothing to read.`);
  }
  const applied = (await dataSource.query<{ name: string }[]>('SELECT name FROM migration ORDER BY id')).map(nameOf);
  const known = dataSource.migrations.map(nameOf);
  const newer = applied.filter((name) => !known.includes(name));
  if (newer.length > 0) throw newerDatabase(newer);
  if (known.every((name) => applied.includes(name))) return;
  const message = say`The database of DATABASE_URL is of an older version of Giao Ban: run \`giaoban migrate\` first.`;
  throw new Problem('UNAVAILABLE', message);
}

function nameOf(migration: { name?: string }): string {
  return migration.name ?? migration.constructor.name;
}

async function isEmpty(dataSource: DataSource): Promise<boolean> {
  const rows = await dataSource.query<unknown[]>('SELECT 1 FROM campaign');
  return rows.length === 0;
}

/** With DATABASE_URL a command without a secret works, but no token is valid for it. */
async function chooseSecrets({ databaseUrl, tokenSecrets, dataDirectory }: Config): Promise<TokenSecrets> {
  if (tokenSecrets !== undefined) return tokenSecrets;
  return databaseUrl === undefined ? keepTokenSecrets(dataDirectory) : [randomBytes(32)];
}
