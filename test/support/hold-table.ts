/** Holds up the server at a table: what it begins meanwhile is under way for as long as the test wants. */
import { Client } from 'pg';
import { waitInDatabase } from './wait-in-database';

export interface HeldTable {
  /** Resolves when so many statements wait for the table. */
  waitFor: (count: number) => Promise<void>;
  letGo: () => Promise<void>;
}

export async function holdTable(databaseUrl: string, table: string): Promise<HeldTable> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`BEGIN; LOCK TABLE ${table}`);
  const waitFor = async (count: number): Promise<void> => {
    await waitInDatabase(
      client,
      `SELECT FROM pg_locks WHERE NOT granted AND relation = '${table}'::regclass
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) HAVING count(*) >= ${count}`,
    );
  };
  return { waitFor, letGo: () => client.end() };
}
