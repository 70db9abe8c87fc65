/** Opens the pool of connections that everything but the listener goes through. */
import { setMaxListeners } from 'node:events';
import { TypeOverrides, types } from 'pg';
import { DataSource, type MixedList } from 'typeorm';
import { cancelAt } from './cancel-statements';
import { CONNECTION_LIMITS } from './single-connection';
import { SilenceWatch, type SilenceLimits } from './silence-watch';
import type { SilentConnection } from './dead-connection';
import { WatchedClient } from './pool-client';

export interface PoolOptions {
  url: string;
  /** Entities and migrations; given by the app, since this folder knows no domain noun. */
  entities: MixedList<Function>;
  migrations: MixedList<Function>;
  /** Connections at most. */
  poolSize?: number;
  /** What is under way is broken off at its abortion. */
  breakOff?: AbortSignal | undefined;
  /** Called for connections that broke while idle; without a listener they would end the process. */
  onError: (error: Error) => void;
  /** Called for connections that were destroyed because they gave no sign of life. */
  onLost?: (connections: number, error: SilentConnection) => void;
  silence?: Partial<SilenceLimits>;
}

/** A day stays the text that PostgreSQL sends: a JavaScript Date would shift it with the time zone. */
function daysAsText(): TypeOverrides {
  const overrides = new TypeOverrides();
  overrides.setTypeParser(types.builtins.DATE, (text: string) => text);
  return overrides;
}

export async function openDataSource(options: PoolOptions): Promise<DataSource> {
  const { url, breakOff, silence: limits, onLost = () => undefined } = options;
  // Every connection listens to it: more than ten listeners are not a leak.
  if (breakOff !== undefined) setMaxListeners(0, breakOff);
  const watch = new SilenceWatch({ url, limits, onLost });
  const { connectionTimeoutMillis, ...liveliness } = CONNECTION_LIMITS;
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    applicationName: 'giaoban',
    entities: options.entities,
    migrations: options.migrations,
    migrationsTableName: 'migration',
    synchronize: false,
    // Its usual logger prints failed migrations on standard output, which is for what a command gives.
    logger: 'debug',
    poolSize: options.poolSize ?? 20,
    poolErrorHandler: options.onError,
    // Also how long work waits for a connection when all are busy: about as long as it takes to find dead ones.
    connectTimeoutMS: connectionTimeoutMillis,
    extra: {
      ...liveliness,
      Client: WatchedClient,
      types: daysAsText(),
      onConnect: (client: WatchedClient) => {
        // Between the pool's own listener and that of the user of the connection there is a gap; an error in it would end
        // the process.
        client.on('error', () => undefined);
        if (breakOff !== undefined) cancelAt(breakOff, client);
        return watch.admit(client);
      },
    },
  });
  return dataSource.initialize();
}
