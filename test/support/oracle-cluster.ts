/** A PostgreSQL of its own behind a proxy, and servers as processes on it: everything that can be taken away and brought back. */
import { openDataSource } from '../../src/database/open-data-source';
import { migrate } from '../../src/database/migrate';
import { ENTITIES, MIGRATIONS } from '../../src/entities';
import { onDatabase, readOracleLog, type OracleLog } from './oracle-log';
import { plantOracleTree } from './oracle-tree';
import { openReplicatedPostgres, type ReplicatedPostgres } from './replicated-postgres';
import { rememberRows } from './restore-in-place';
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
  /** Its standby is at hand, and may be held back. */
  postgres: ReplicatedPostgres;
  /**
   * The standby takes over. The servers' connections end, or say nothing any more. Gives back the log of the old primary as
   * it was when the last server heard from it.
   */
  failOver: (how: 'cut' | 'silent') => Promise<OracleLog>;
  /** Ends the connections that wait for notifications. */
  endListeners: () => Promise<void>;
  /** Told the new address when a server runs again, until the function that this gives back is called. */
  onMoved: (listener: Moved) => () => void;
  /** Servers that ended though nobody asked them to, or not as asked; starts that failed. */
  faults: string[];
  close: () => Promise<void>;
}

export async function openOracleCluster(count: number): Promise<OracleCluster> {
  const postgres = await openReplicatedPostgres({ name: 'oracle-tree', fill: prepare });
  const database = { isUp: true };
  const databaseProxy = await openTcpProxy(postgres.url());
  const faults: string[] = [];
  const listeners = new Set<Moved>();
  const settings = { DATABASE_URL: through(databaseProxy, postgres.url()), AUTH_JWT_SECRET: SECRET };
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
  // Whoever restores before anything else was remembered, restores this.
  await rememberRows(postgres.url());
  const databaseUrl = postgres.url;
  return {
    servers,
    databaseProxy,
    databaseUrl,
    isDatabaseUp: () => database.isUp,
    takeDatabaseDown: async (how) => {
      database.isUp = false;
      await postgres.stop(how);
    },
    bringDatabaseUp: async () => {
      if (database.isUp) return;
      await postgres.start();
      databaseProxy.leadTo(postgres.url());
      database.isUp = true;
    },
    postgres,
    failOver: async (how) => {
      await postgres.ensureStandby();
      databaseProxy.refuse();
      if (how === 'cut') databaseProxy.cut();
      else databaseProxy.freeze();
      const before = await readOracleLog(postgres.url());
      await postgres.promote();
      databaseProxy.leadTo(postgres.url());
      databaseProxy.admit();
      if (how === 'cut') await postgres.killOld();
      return before;
    },
    endListeners: () =>
      onDatabase(databaseUrl(), async (client) => {
        await client.query(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'giaoban listener%'",
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
      await postgres.close();
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
