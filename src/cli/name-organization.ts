/** Asks the database of the configuration for an organization: also while a server runs on the embedded one. */
import { Client } from 'pg';
import type { Config } from '../config/config';
import { CONNECTION_LIMITS } from '../database/connection-limits';
import { endClient } from '../database/end-client';
import { reachRunningPostgres } from '../embedded/reach-running-postgres';
import { sqlStateOf } from '../database/sql-state';
import { explainDatabaseError } from '../explain-fault';
import { Problem } from '../problem';
import { orStopped } from '../process/or-stopped';
import type { Stopping } from '../process/stopping';
import { withDatabase } from './open-for-command';

interface Row {
  code: string;
  name: string;
}

type Ask = (sql: string, parameters: readonly string[]) => Promise<Row[]>;

const ANSWER_WITHIN_MILLISECONDS = 10_000;
const ALL_THE_SAME = 'With --unchecked a token is made without asking the database.';

/** Its name; throws a Problem where there is none with this code, or nobody to ask. */
export async function nameOrganization(code: string, config: Config, stopping: Stopping): Promise<string> {
  try {
    return await orStopped(ask(code, config, stopping), stopping.signal);
  } catch (error) {
    const isExpected = error instanceof Problem && error.code !== 'NOT_FOUND';
    throw isExpected ? new Problem(error.code, `${error.message} ${ALL_THE_SAME}`, error.details) : error;
  }
}

async function ask(code: string, { databaseUrl, dataDirectory }: Config, stopping: Stopping): Promise<string> {
  if (databaseUrl !== undefined) return askServer(code, databaseUrl);
  const reached = await reachRunningPostgres(dataDirectory);
  if (reached === 'none')
    throw nothingThere(`${dataDirectory} (DATA_DIR) holds no database yet`, 'start the server, which loads the demo');
  return reached === 'stopped' ? askStopped(code, stopping) : askClient(code, reached);
}

async function askServer(code: string, databaseUrl: string): Promise<string> {
  const client = new Client({
    ...CONNECTION_LIMITS,
    connectionString: databaseUrl,
    application_name: 'giaoban token',
    query_timeout: ANSWER_WITHIN_MILLISECONDS,
  });
  client.on('error', () => undefined);
  return askClient(code, client, () => client.connect()).catch((error: unknown) => {
    throw explainDatabaseError(error, databaseUrl);
  });
}

async function askClient(code: string, client: Client, connect?: () => Promise<unknown>): Promise<string> {
  try {
    await connect?.();
    return await find(code, async (sql, parameters) => (await client.query<Row>(sql, [...parameters])).rows);
  } finally {
    await endClient(client);
  }
}

/** Starts the embedded database for a moment. A server that starts meanwhile waits, instead of being refused. */
async function askStopped(code: string, stopping: Stopping): Promise<string> {
  let name = '';
  await withDatabase({ stopping, stopped: 'Stopped: no token was made.', seed: false }, async (database) => {
    await database.announceStop();
    name = await find(code, (sql, parameters) => database.dataSource.query(sql, [...parameters]));
  });
  return name;
}

/** Of any version of the tables: a token may be wanted while servers are replaced. */
async function find(code: string, query: Ask): Promise<string> {
  const rows = await query('SELECT code, name FROM organization WHERE code = $1 OR parent_id IS NULL', [code]).catch(
    (error: unknown) => {
      if (sqlStateOf(error) === '42P01') return [];
      throw error;
    },
  );
  const found = rows.find((row) => row.code === code);
  if (found !== undefined) return found.name;
  const [root] = rows;
  if (root === undefined) throw nothingThere('The database holds no organizations yet', 'load the demo');
  const message = `There is no organization "${code}" here (--organization). The root is "${root.code}", ${root.name}.`;
  throw new Problem('NOT_FOUND', message, { argument: 'organization' });
}

function nothingThere(what: string, otherwise: string): Problem {
  return new Problem('UNAVAILABLE', `${what}: import a campaign first, or ${otherwise}.`);
}
