/** Builds and wires everything: the only place where that happens. */
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { authenticate } from './access/authenticate';
import { Operation } from './access/operation';
import { buildApiSchema } from './api-schema';
import { openClosers, type Closers } from './closers';
import { requireSecret, type Config } from './config';
import { followClock } from './congress/follow-clock';
import { explainListenError, requireFreePort } from './explain-fault';
import { openDatabase, type OpenDatabase } from './open-database';
import { openFanOut } from './feed/fan-out';
import { Tail } from './feed/tail';
import { readCampaign } from './organization/campaign-facts';
import { findPath } from './organization/find-path';
import { openApollo } from './server/open-apollo';
import { openHttp } from './server/open-http';
import { openWebSocket } from './server/open-websocket';
import type { OriginRules } from './server/origins';
import type { Authenticate } from './server/session';
import type { Voice } from './voice';

export interface App {
  /** Where the server listens, as `http://127.0.0.1:4000`. */
  url: string;
  /** Signs tokens that this server accepts. */
  tokenSecret: Uint8Array;
  dataSource: DataSource;
  /** Stops accepting, lets what runs finish, and gives everything back. */
  close: () => Promise<void>;
}

export interface AppOptions {
  config: Config;
  log: Logger;
  voice: Voice;
  /** The embedded database has ended without being asked to. */
  onDatabaseLost: (reason: string) => void;
}

export async function startApp(options: AppOptions): Promise<App> {
  requireSecret(options.config);
  await requireFreePort(options.config);
  const closers = openClosers((error) => {
    options.log.error({ err: error }, 'Something could not be closed.');
  });
  try {
    const database = await openDatabase({ ...options, closers });
    await readCampaign(database.dataSource.manager);
    const url = await serve(options, database, closers);
    return { url, tokenSecret: database.tokenSecret, dataSource: database.dataSource, close: closers.closeAll };
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

async function serve({ config, log }: AppOptions, database: OpenDatabase, closers: Closers): Promise<string> {
  const { dataSource } = database;
  const tail = await Tail.open({ dataSource, url: database.url, log });
  closers.add(() => tail.close());
  closers.add(followClock(dataSource, log));
  const isDemo = config.databaseUrl === undefined;
  const origins: OriginRules = { allowed: config.allowedOrigins, demo: isDemo };
  const signIn = signInWith(config, database, tail);
  const schema = buildApiSchema();
  const apollo = await openApollo({ schema, log, explorable: isDemo });
  closers.add(() => apollo.stop());
  const health = { findObstacle: () => findObstacle(dataSource) };
  const http = await openHttp({ apollo, authenticate: signIn, health, log, origins });
  closers.add(() => http.close());
  closers.add(openWebSocket({ server: http.server, schema, authenticate: signIn, log, origins }));
  return http.listen({ host: config.host, port: config.port }).catch((error: unknown) => {
    throw explainListenError(error, config);
  });
}

function signInWith(config: Config, { dataSource, tokenSecret }: OpenDatabase, tail: Tail): Authenticate {
  const fanOut = openFanOut(tail, dataSource);
  const options = {
    secret: tokenSecret,
    anonymousMayRead: config.databaseUrl === undefined && config.tokenSecret === undefined,
    publicTotals: config.publicTotals,
    findPath: (code: string | null) => findPath(dataSource, code),
  };
  return async (authorization) => {
    const { viewer, expiresAt } = await authenticate(authorization, options);
    return { expiresAt, openOperation: () => new Operation(dataSource, fanOut, viewer) };
  };
}

async function findObstacle(dataSource: DataSource): Promise<string | null> {
  try {
    await dataSource.query('SELECT today FROM campaign');
    return null;
  } catch {
    return 'the database does not answer';
  }
}
