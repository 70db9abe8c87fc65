/** Opens the pool of connections that everything but the listener goes through. */
import { TypeOverrides, types, type Client } from 'pg';
import { DataSource, type MixedList } from 'typeorm';
import { cancelAt } from './cancel-statements';
import { MeasuredClient } from './measured-client';

export interface DatabaseOptions {
  url: string;
  /** Entities and migrations; given by the app, since this folder knows no domain noun. */
  entities: MixedList<Function>;
  migrations: MixedList<Function>;
  /** Connections at most. */
  poolSize?: number;
  /** What is under way is broken off at its abortion. */
  breakOff?: AbortSignal | undefined;
  /** Told of connections that broke while idle; without a listener they would end the process. */
  onError: (error: Error) => void;
}

/** A day stays the text that PostgreSQL sends: a JavaScript Date would shift it with the time zone. */
function daysAsText(): TypeOverrides {
  const overrides = new TypeOverrides();
  overrides.setTypeParser(types.builtins.DATE, (text: string) => text);
  return overrides;
}

export async function openDataSource(options: DatabaseOptions): Promise<DataSource> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: options.url,
    applicationName: 'giaoban',
    entities: options.entities,
    migrations: options.migrations,
    migrationsTableName: 'migration',
    synchronize: false,
    // Its usual logger prints failed migrations on standard output, which is for what a command gives.
    logger: 'debug',
    poolSize: options.poolSize ?? 20,
    poolErrorHandler: options.onError,
    connectTimeoutMS: 10_000,
    extra: {
      Client: MeasuredClient,
      types: daysAsText(),
      // Between the pool's own listener and that of whoever takes the connection there is a gap; an error in it would
      // end the process.
      onConnect: (client: Client) => {
        client.on('error', () => undefined);
        if (options.breakOff !== undefined) cancelAt(options.breakOff, client);
      },
      options:
        '-c statement_timeout=60s -c idle_in_transaction_session_timeout=60s -c jit=off -c datestyle=ISO,YMD -c default_transaction_isolation=read\\ committed',
    },
  });
  return dataSource.initialize();
}
