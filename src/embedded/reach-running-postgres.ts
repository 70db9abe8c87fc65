/** A connection to the embedded PostgreSQL beside the process that has the data directory and runs it. */
import { resolve } from 'node:path';
import type { Client } from 'pg';
import { connectToCluster, DATABASE_NAME } from './connect-when-ready';
import { readPassword } from './database-password';
import { findDatabaseCluster } from './place-database-cluster';
import { readPidFile } from './stop-orphan-postgres';

/** `none`: no database has been made there yet. `stopped`: none that answers, and nothing is started or written here. */
export async function reachRunningPostgres(dataDirectory: string): Promise<Client | 'none' | 'stopped'> {
  const directory = resolve(dataDirectory);
  const { cluster, exists } = await findDatabaseCluster(directory);
  if (!exists) return 'none';
  const { port } = await readPidFile(cluster);
  if (port === 0) return 'stopped';
  const password = await readPassword(directory);
  // After a crash the file may name a port that somebody else has by now: they do not know the password.
  return connectToCluster(port, password, DATABASE_NAME).catch(() => 'stopped');
}
