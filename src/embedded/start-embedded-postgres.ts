/** Runs a PostgreSQL server of our own, with its data in a directory of the project: no installation, no container. */
import { join, resolve } from 'node:path';
import { Problem } from '../problem';
import { DATABASE_NAME } from './connect-when-ready';
import { readPassword } from './kept-secrets';
import { explainDiskError } from '../process/disk-error';
import { findPostgresBinaries, stagePostgresBinaries } from './postgres-binaries';
import { holdDataDirectory, type Hold } from './hold-data-directory';
import { initializeDatabaseCluster } from './initialize-database-cluster';
import { createDataDirectory, placeDatabaseCluster, type ClusterPlace } from './place-database-cluster';
import { runPostgresServer, type RunningServer } from './run-postgres-server';
import { sqlStateOf } from '../database/sql-state';
import { stopOrphanPostgres } from './running-postgres';

export interface EmbeddedPostgres {
  url: string;
  /** Process number of the PostgreSQL server. */
  pid: number;
  /** The problem to throw in place of `error` where a full disk caused it: connections break without a word then. */
  explain(error: unknown): Promise<unknown>;
  /** From now on another server that wants the data directory waits, instead of being refused. */
  announceStop(): Promise<void>;
  /** Ends every connection and the server. May be called again; resolves when the process is gone. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  dataDirectory: string;
  /** Says what takes long. */
  say?: (line: string) => void;
  /** Called once no other server has the data directory, and before anything is prepared in it. */
  beforeStart?: (() => Promise<void>) | undefined;
  /** Off makes a database fast that may be lost when the machine stops: for tests. */
  fsync?: boolean;
  /** Settings of PostgreSQL in place of ours: a test may want replicas. */
  settings?: Readonly<Record<string, string>>;
  /** Starting is broken off at its abortion, and what was started is stopped. */
  breakOff?: AbortSignal | undefined;
  /** Called once when the server ends without a call of stop(). */
  onExit?: (reason: string) => void;
}

export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDirectory = resolve(options.dataDirectory);
  await createDataDirectory(dataDirectory);
  const holds: Hold[] = [await holdDataDirectory(dataDirectory, options.say, options.breakOff)];
  const release = async (): Promise<void> => {
    for (const hold of holds) await hold.letGo();
  };
  const announceStop = async (): Promise<void> => {
    for (const hold of holds) await hold.announceStop();
  };
  try {
    await options.beforeStart?.();
    const place = await placeDatabaseCluster(dataDirectory);
    // A copied data directory still names the cluster of its original.
    if (place.home !== dataDirectory) holds.push(await holdDataDirectory(place.home, options.say, options.breakOff));
    return { ...(await open(options, dataDirectory, place, release)), announceStop };
  } catch (error) {
    await release();
    throw error;
  }
}

async function open(
  { say = () => undefined, fsync = true, settings, onExit, breakOff }: EmbeddedOptions,
  dataDirectory: string,
  place: ClusterPlace,
  release: () => Promise<void>,
): Promise<Omit<EmbeddedPostgres, 'announceStop'>> {
  const binaries = await stagePostgresBinaries(await findPostgresBinaries(), place.user, say);
  let password = place.exists ? await readPassword(dataDirectory) : undefined;
  await stopOrphanPostgres(place.cluster, binaries, password, say);
  if (password === undefined) {
    say(`Preparing a new PostgreSQL database in ${place.cluster} …`);
    password = await initializeDatabaseCluster(dataDirectory, place, binaries, fsync);
  }
  breakOff?.throwIfAborted();
  const logFile = join(dataDirectory, 'postgres.log');
  const server = await runPostgresServer({ place, binaries, logFile, password, fsync, settings, breakOff });
  let stopped: Promise<void> | undefined;
  let isFull = false;
  // With a full disk an orderly stop takes half a minute, and ends no better.
  const stop = (): Promise<void> => (stopped ??= server.stop(isFull ? 'QUIT' : 'INT').then(release));
  const explain = async (error: unknown): Promise<unknown> => {
    if (error instanceof Problem) return error;
    isFull = sqlStateOf(error) === '53100' || (await server.metFullDisk());
    return isFull ? explainDiskError({ code: 'ENOSPC' }, place.home) : error;
  };
  try {
    await createDatabase(server);
    breakOff?.throwIfAborted();
  } catch (error) {
    const explained = await explain(error);
    await stop();
    throw explained;
  }
  void server.ended.then(async (reason) => {
    if (stopped !== undefined) return;
    const cause = (await server.metFullDisk()) ? `${place.home} is on a full disk: free some space first` : reason;
    onExit?.(`PostgreSQL (process ${String(server.pid)}) has ended unexpectedly: ${cause}.`);
  });
  return { url: urlOf(server.port, password), pid: server.pid, stop, explain };
}

async function createDatabase({ client }: RunningServer): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE_NAME]);
  if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE_NAME}`);
  await client.end();
}

/** Switches TLS off, so that a PGSSLMODE in the environment does not ask for it. */
function urlOf(port: number, password: string): string {
  return `postgres://${DATABASE_NAME}:${password}@127.0.0.1:${String(port)}/${DATABASE_NAME}?sslmode=disable`;
}
