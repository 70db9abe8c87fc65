/** A PostgreSQL of its own behind a proxy, and servers as processes on it: everything that can be taken away and brought back. */
import { openDataSource } from '../../src/database/open-data-source';
import { migrate } from '../../src/database/migrate';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/database/start-embedded-postgres';
import { ENTITIES, MIGRATIONS } from '../../src/entities';
import { freshDataDirectory, removeDataDirectory } from './data-directory';
import { onDatabase } from './oracle-log';
import { plantOracleTree } from './oracle-tree';
import { startServerProcess, type ServerProcess } from './server-process';
import { SECRET } from './start-test-app';
import { openTcpProxy, type TcpProxy } from './tcp-proxy';

interface OracleServer {
  /** Of the process that runs now or ran last. */
  url: () => string;
  isUp: () => boolean;
  /** Returns at once; what did not end as it should is among the faults. */
  takeDown: (signal: 'SIGKILL' | 'SIGTERM') => void;
  /** Begins to start it again, if it is down. */
  bringUp: () => void;
  /** Resolves when it runs or has ended, whatever was asked last. */
  settled: () => Promise<void>;
}

type Moved = (server: number, url: string) => void;

export interface OracleCluster {
  servers: readonly OracleServer[];
  /** Between the servers and the database. */
  databaseProxy: TcpProxy;
  /** Past the proxy. */
  databaseUrl: () => string;
  isDatabaseUp: () => boolean;
  takeDatabaseDown: (how: 'stop' | 'kill') => Promise<void>;
  bringDatabaseUp: () => Promise<void>;
  /** Ends the connections that wait for notifications. */
  endListeners: () => Promise<void>;
  /** Told the new address when a server runs again, until the function that this gives back is called. */
  onMoved: (listener: Moved) => () => void;
  /** Servers that ended though nobody asked them to, or not as asked; starts that failed. */
  faults: string[];
  close: () => Promise<void>;
}

export async function openOracleCluster(count: number): Promise<OracleCluster> {
  const dataDirectory = await freshDataDirectory();
  const start = (): Promise<EmbeddedPostgres> => startEmbeddedPostgres({ dataDirectory, fsync: false });
  const database = { postgres: await start(), isUp: true };
  const databaseProxy = await openTcpProxy(database.postgres.url);
  await prepare(database.postgres.url);
  const faults: string[] = [];
  const listeners = new Set<Moved>();
  const settings = { DATABASE_URL: through(databaseProxy, database.postgres.url), AUTH_JWT_SECRET: SECRET };
  const servers = Array.from({ length: count }, (_, index) =>
    openServer(
      () => startServerProcess({ ...settings, PUBLIC_TOTALS: 'on' }),
      (url) => {
        listeners.forEach((listener) => {
          listener(index, url);
        });
      },
      (fault) => faults.push(`Server ${index}: ${fault}`),
    ),
  );
  await Promise.all(servers.map(({ settled }) => settled()));
  const databaseUrl = (): string => database.postgres.url;
  return {
    servers,
    databaseProxy,
    databaseUrl,
    isDatabaseUp: () => database.isUp,
    takeDatabaseDown: async (how) => {
      database.isUp = false;
      if (how === 'kill') process.kill(database.postgres.pid, 'SIGKILL');
      await database.postgres.stop();
    },
    bringDatabaseUp: async () => {
      if (database.isUp) return;
      database.postgres = await start();
      databaseProxy.leadTo(database.postgres.url);
      database.isUp = true;
    },
    endListeners: () =>
      onDatabase(databaseUrl(), async (client) => {
        await client.query(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'giaoban listener'",
        );
      }),
    onMoved: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    faults,
    close: async () => {
      for (const server of servers) server.takeDown('SIGKILL');
      await Promise.all(servers.map(({ settled }) => settled()));
      await databaseProxy.close();
      await database.postgres.stop();
      await removeDataDirectory(dataDirectory);
    },
  };
}

async function prepare(url: string): Promise<void> {
  const dataSource = await openDataSource({
    url,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    onError: () => undefined,
  });
  await migrate(dataSource, url);
  await plantOracleTree(dataSource);
  await dataSource.destroy();
}

function through(proxy: TcpProxy, url: string): string {
  const changed = new URL(url);
  changed.port = new URL(proxy.url).port;
  return changed.href;
}

function openServer(
  start: () => Promise<ServerProcess>,
  moved: (url: string) => void,
  complain: (fault: string) => void,
): OracleServer {
  let current: ServerProcess | undefined;
  let url = '';
  let wantsUp = true;
  let work: Promise<void> = Promise.resolve();
  const bringUp = async (): Promise<void> => {
    if (current !== undefined || !wantsUp) return;
    // It does not start while the database is away: then it is started again.
    const started = await start().catch((error: unknown) => String(error));
    if (typeof started === 'string') {
      if (!started.includes('DATABASE_URL')) complain(started);
      return bringUp();
    }
    current = started;
    url = started.url;
    void started.ended.then((how) => {
      if (current === started) complain(`It ended by itself (${how}).`);
    });
    moved(url);
  };
  const queue = (next: () => Promise<void>): void => {
    work = work.then(next);
  };
  queue(bringUp);
  return {
    url: () => url,
    isUp: () => current !== undefined,
    takeDown: (signal) => {
      wantsUp = false;
      queue(async () => {
        const ending = current;
        current = undefined;
        const how = await ending?.kill(signal);
        if (signal === 'SIGTERM' && ending !== undefined && how !== 0)
          complain(`SIGTERM ended it with ${String(how)}.`);
      });
    },
    bringUp: () => {
      wantsUp = true;
      queue(bringUp);
    },
    settled: () => work,
  };
}
