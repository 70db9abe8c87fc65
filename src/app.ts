/** Builds and wires everything: the only place where that happens. */
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { buildApiSchema } from './api-schema';
import { openClosers, type Closers } from './process/closers';
import { requireSecret, type Config } from './config/config';
import { followClock } from './congress/follow-clock';
import { AnswersByPosition } from './answers/answers-by-position';
import { readersLane } from './database/lanes';
import { addBriefingRoute, type BriefingRoute, type FoundFile } from './download/add-briefing-route';
import { addLateRoute, type LateRoute } from './download/add-late-route';
import type { LateFile } from './download/find-late-list';
import { explainDatabaseError, explainListenError, requireFreePort } from './explain-fault';
import { openExplorers } from './explorers/open-explorers';
import { openDatabase, type OpenDatabase } from './open-database';
import { FanOut } from './feed/fan-out';
import { HeadLooks } from './feed/head-looks';
import { Tail } from './feed/tail';
import { Turns } from './process/turns';
import { readCampaign } from './organization/campaign-facts';
import { observe, trace } from './observe';
import { addPageRoutes } from './page/add-page-routes';
import { openDashboard, type Dashboard } from './page/dashboard';
import { Press, installPress } from './press/press';
import { Queries, type QueryAnswer } from './server/answer-queries';
import { Compressor } from './server/compressor';
import { Backlog } from './server/backlog';
import { Connections } from './server/connections';
import { DocumentChecker } from './server/document-checker';
import { obstacleFinder } from './server/health';
import { FastLane } from './server/fast-lane';
import { Newcomers } from './server/newcomers';
import { openApollo } from './server/open-apollo';
import { openEventStreams } from './server/open-event-streams';
import { openGraphQL } from './server/open-graphql';
import { openHttp, stopMilliseconds } from './server/open-http';
import { openWebSocket } from './server/open-websocket';
import { executeInTurns } from './server/execute-in-turns';
import { RefusedSenders } from './server/refused-senders';
import { refuseMutations } from './server/build-schema';
import { rulesFor } from './server/origins';
import { programVersion } from './server/program-version';
import { Places } from './server/places';
import { PLAIN_PAGE } from './server/browser-page';
import type { Limits } from './server/limits';
import type { ServedOperations } from './server/served-operation';
import { signInWith } from './sign-in';
import type { Voice } from './process/voice';

export interface App {
  /** Where the server listens, such as `http://127.0.0.1:4000`. */
  url: string;
  /** Signs tokens that this server accepts. */
  tokenSecret: Uint8Array;
  dataSource: DataSource;
  /** Whether everyone may read. */
  isOpen: boolean;
  /** Stops accepting, lets running operations finish, and releases everything. */
  close: () => Promise<void>;
}

export interface AppOptions {
  config: Config;
  log: Logger;
  voice: Voice;
  /** The embedded database has ended without being asked to. */
  onDatabaseLost: (reason: string) => void;
  /** A start that is under way is broken off at its abortion, and releases everything; a server that runs is closed. */
  signal?: AbortSignal;
  /** Arguments of Node for its threads; those of the process when absent. */
  threadArguments?: readonly string[];
}

export async function startApp(options: AppOptions): Promise<App> {
  requireSecret(options.config);
  const closers = openClosers((error) => {
    options.log.error({ err: error }, 'Something could not be closed.');
  });
  const starting = new AbortController();
  const breakOff = (): void => {
    starting.abort(options.signal?.reason);
  };
  options.signal?.addEventListener('abort', breakOff);
  try {
    await trace(options.config, options.log, closers);
    const { config } = options;
    const dashboard = config.dashboard ? await openDashboard(config.mapFile) : undefined;
    const beforeStart = (): Promise<void> => requireFreePort(options.config);
    const opening = { ...options, closers, beforeStart, breakOff: starting.signal };
    const database = await openDatabase(opening, { seed: true });
    await readCampaign(database.dataSource.manager);
    const url = await serve({ ...options, dashboard }, database, closers);
    starting.signal.throwIfAborted();
    // From now on requests are allowed to finish.
    options.signal?.removeEventListener('abort', breakOff);
    closers.add(() => {
      // By then nobody waits for an answer: a stop does not wait for the statements either.
      setTimeout(breakOff, stopMilliseconds(options.config.limits)).unref();
      return database.announceStop();
    });
    const { tokenSecrets, dataSource, isOpen } = database;
    return { url, tokenSecret: tokenSecrets[0], dataSource, isOpen, close: closers.closeAll };
  } catch (error) {
    await closers.closeAll();
    const { databaseUrl } = options.config;
    throw databaseUrl === undefined ? error : explainDatabaseError(error, databaseUrl);
  }
}

type Serving = AppOptions & { dashboard: Dashboard | undefined };

async function serve(options: Serving, database: OpenDatabase, closers: Closers): Promise<string> {
  const { config, log, dashboard } = options;
  const { dataSource } = database;
  const { limits } = config;
  const followed = await followLog(options, database, closers);
  const { tail, fanOut, looks } = followed;
  const origins = rulesFor(config.allowedOrigins, config.databaseUrl === undefined, config.host);
  // Requests have turns of their own: they do not wait behind a fan-out.
  const turns = new Turns();
  const inTurns = { ofRequests: turns, ofGroups: new Turns() };
  const { authenticate, recall, accountOf } = signInWith(config, database, tail, inTurns);
  const built = executeInTurns(buildApiSchema());
  const schema = config.readOnly ? refuseMutations(built) : built;
  const served: ServedOperations = new WeakMap();
  const explorers = config.explorers ? await openExplorers() : undefined;
  const landingPage = explorers?.landingPage ?? PLAIN_PAGE;
  const checker = new DocumentChecker(schema, limits);
  const apollo = await openApollo({ schema, log, limits, turns, served, checker });
  closers.add(() => apollo.stop());
  const answers = openAnswers<QueryAnswer>(dataSource, followed, limits.answerBytes);
  const queries = new Queries({ schema, checker, limits, log, answers });
  const health = { findObstacle: obstacleFinder({ dataSource, tail, fanOut }) };
  const admission = { authenticate, refusedSenders: new RefusedSenders() };
  const compressor = new Compressor(config.compression);
  const backlog = new Backlog(limits);
  const shared = { ...admission, schema, log, origins, limits, turns, checker, queries, fanOut, compressor, backlog };
  const fastLane = new FastLane({ ...shared, recall });
  await programVersion();
  const http = await openHttp({ ...shared, health, fastLane, trustedProxies: config.trustedProxies });
  openGraphQL({ ...shared, app: http, apollo, landingPage, served, fastLane });
  explorers?.addTo(http, compressor);
  if (dashboard !== undefined)
    addPageRoutes(http, { ...shared, dashboard, mayRead: database.isOpen, hasExplorers: config.explorers, accountOf });
  const press = openPress(options, dataSource);
  addDownloads(http, { ...shared, ...limits, write: press.write }, dataSource, followed);
  const streaming = {
    ...shared,
    connections: new Connections(limits),
    newcomers: new Newcomers(limits),
    places: new Places(limits),
    shapes: new WeakMap(),
  };
  const gauged = { ...streaming, answers, looks, dataSource, tail, press };
  observe(config, log, closers, { ...gauged, http, isOpen: database.isOpen });
  openEventStreams({ ...streaming, app: http });
  const stopUpgrading = openWebSocket({ ...streaming, server: http.server });
  // What is open ends while nothing new is let in.
  closers.add(async () => {
    const closed = http.close();
    stopUpgrading();
    const written = press.close();
    await streaming.connections.close();
    fanOut.close();
    await Promise.all([closed, written]);
  });
  return http.listen({ host: config.host, port: config.port }).catch((error: unknown) => {
    throw explainListenError(error, config);
  });
}

/** What is followed of the log, and looked at. */
interface FollowedLog {
  tail: Tail;
  fanOut: FanOut;
  looks: HeadLooks;
}

async function followLog(
  { config, log }: AppOptions,
  { dataSource, url }: OpenDatabase,
  closers: Closers,
): Promise<FollowedLog> {
  const tail = await Tail.open({ dataSource, url, log });
  closers.add(() => tail.close());
  const looks = new HeadLooks(dataSource);
  const fanOut = new FanOut(tail, dataSource, new Turns(), looks);
  if (!config.readOnly) closers.add(followClock(dataSource, log));
  return { tail, fanOut, looks };
}

/** Of what answers may take, what briefings to be written may take beside it, and lists that are written each. */
const FILES_SHARE = 8;

function openAnswers<Answer extends { bytes: number }>(
  dataSource: DataSource,
  { tail, looks }: FollowedLog,
  mostBytes: number,
): AnswersByPosition<Answer> {
  return new AnswersByPosition({
    look: () => looks.look(),
    newest: () => tail.place,
    lane: () => readersLane(dataSource),
    mostBytes: Math.floor(mostBytes),
  });
}

function addDownloads(
  http: FastifyInstance,
  routes: Omit<BriefingRoute & LateRoute, 'files' | 'lists'> & Pick<Limits, 'answerBytes'>,
  dataSource: DataSource,
  followed: FollowedLog,
): void {
  const mostBytes = routes.answerBytes / FILES_SHARE;
  addBriefingRoute(http, { ...routes, files: openAnswers<FoundFile>(dataSource, followed, mostBytes) });
  addLateRoute(http, { ...routes, lists: openAnswers<LateFile>(dataSource, followed, mostBytes) });
}

function openPress({ config, threadArguments }: AppOptions, dataSource: DataSource): Press {
  const { documents, documentsWaiting } = config.limits;
  const limits = { atOnce: documents, waiting: documentsWaiting };
  const press = new Press({ limits, threads: { execArgv: threadArguments } });
  installPress(dataSource, press);
  return press;
}
