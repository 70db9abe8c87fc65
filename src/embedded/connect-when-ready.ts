/** Connects to the server of a cluster, and waits for one that has just been started. */
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { Problem } from '../problem';
import { CONNECTION_LIMITS, endClient } from '../database/single-connection';
import { sqlStateOf } from '../database/sql-state';
import { plain } from '../words/message';

/** The superuser of the cluster, and the database of the same name. */
export const DATABASE_NAME = 'giaoban';

/** A server that is running but gives no sign of life for so long is given up. */
const PATIENCE_MS = 60_000;
/** Another PostgreSQL may answer on the port for a moment: ours then ends, because it cannot have the port. */
const WRONG_PASSWORDS = 50;

/** A connection to the database `postgres`, which is there from the beginning, or to another. */
export async function connectToCluster(port: number, password: string, database = 'postgres'): Promise<Client> {
  const place = { host: '127.0.0.1', port, ssl: false };
  const client = new Client({ ...CONNECTION_LIMITS, ...place, user: DATABASE_NAME, password, database });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await endClient(client);
    throw error;
  }
}

/** A connection, or undefined when the server has ended before it took one. */
export async function connectWhenReady(
  port: number,
  password: string,
  ended: Promise<string>,
  breakOff?: AbortSignal,
): Promise<Client | undefined> {
  const server = { isRunning: true };
  void ended.then(() => (server.isRunning = false));
  let giveUpAt = Date.now() + PATIENCE_MS;
  let wrongPasswords = 0;
  while (server.isRunning) {
    breakOff?.throwIfAborted();
    try {
      return await connectToCluster(port, password);
    } catch (error) {
      if (sqlStateOf(error) === '28P01' && ++wrongPasswords > WRONG_PASSWORDS) throw wrongPassword();
      // "The database system is starting up": after a crash it first repeats what was committed, however long that takes.
      if (sqlStateOf(error) === '57P03') giveUpAt = Date.now() + PATIENCE_MS;
      if (Date.now() > giveUpAt) throw error;
    }
    await pause(15);
  }
  return undefined;
}

function wrongPassword(): Problem {
  const message = plain`The password in postgres.password is not that of the database in the same directory: put the right file back, or remove the data directory to begin with an empty database.`;
  return new Problem('UNAVAILABLE', message);
}
