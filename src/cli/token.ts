/** `giaoban token`: prints a token for the server of this configuration, after asking its database for the organization. */
import { Client } from 'pg';
import { signToken, type Claims } from '../access/token';
import type { Role } from '../access/viewer';
import { readConfig, requireSecret, type Config } from '../config/config';
import { CONNECTION_LIMITS, endClient } from '../database/single-connection';
import { sqlStateOf } from '../database/sql-state';
import { keepTokenSecrets } from '../embedded/kept-secrets';
import { reachRunningPostgres } from '../embedded/running-postgres';
import { explainDatabaseError } from '../explain-fault';
import { Problem } from '../problem';
import { orStopped, type Stopping } from '../process/stopping';
import { openVoice, printLine } from '../process/voice';
import { plain, say } from '../words/message';

export interface TokenOptions {
  subject: string;
  role: Role;
  organization: string;
  /** Seconds; infinite for a token that does not expire. */
  expires: number;
  unchecked: boolean;
}

export async function printToken({ expires, unchecked, ...given }: TokenOptions, stopping: Stopping): Promise<void> {
  const config = readConfig();
  requireSecret(config);
  const { organization } = given;
  const name = unchecked ? undefined : await nameOrganization(organization, config, stopping);
  const [secret] = config.tokenSecrets ?? (await keepTokenSecrets(config.dataDirectory));
  const expiresAt = Number.isFinite(expires) ? Math.floor(Date.now() / 1_000 + expires) : undefined;
  const claims = { ...given, expiresAt };
  const token = await signToken(claims, secret);
  openVoice(process.stderr).say(describe(claims, name));
  printLine(process.stdout, token);
}

/** For standard error: standard output is the token and nothing else. */
function describe({ subject, role, organization, expiresAt }: Claims, name: string | undefined): string {
  const where = `${organization} (${name ?? 'which was not looked up'})`;
  const until =
    expiresAt === undefined
      ? 'without an end: it is valid as long as the secret'
      : `until ${new Date(expiresAt * 1_000).toISOString().replace('.000', '')}`;
  return `A token for "${subject}", ${role} of ${where}, ${until}.`;
}

interface OrganizationRow {
  code: string;
  name: string;
}

type Ask = (sql: string, parameters: readonly string[]) => Promise<OrganizationRow[]>;

const ANSWER_WITHIN_MILLISECONDS = 10_000;
const UNCHECKED = 'With --unchecked a token is made without asking the database.';

/** The name of the organization with this code; throws a Problem where there is none, or no database to ask. */
async function nameOrganization(code: string, config: Config, stopping: Stopping): Promise<string> {
  try {
    return await orStopped(ask(code, config, stopping), stopping.signal);
  } catch (error) {
    const isExpected = error instanceof Problem && error.code !== 'NOT_FOUND';
    throw isExpected ? new Problem(error.code, plain`${error.message} ${UNCHECKED}`, error.details) : error;
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
    return await find(
      code,
      async (sql, parameters) => (await client.query<OrganizationRow>(sql, [...parameters])).rows,
    );
  } finally {
    await endClient(client);
  }
}

/** Starts the embedded database for a moment. A server that starts meanwhile waits, instead of being refused. */
async function askStopped(code: string, stopping: Stopping): Promise<string> {
  const { withDatabase } = await import('./open-for-command.js');
  let name = '';
  await withDatabase({ stopping, stopped: 'Stopped: no token was made.' }, async (database) => {
    await database.announceStop();
    name = await find(code, (sql, parameters) => database.dataSource.query(sql, [...parameters]));
  });
  return name;
}

/** Works with any version of the tables: a token may be needed while servers are replaced. */
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
  const message = say`There is no organization "${code}" here (--organization). The root is "${root.code}", ${root.name}.`;
  throw new Problem('NOT_FOUND', message, { argument: 'organization' });
}

function nothingThere(what: string, otherwise: string): Problem {
  return new Problem('UNAVAILABLE', plain`${what}: import a campaign first, or ${otherwise}.`);
}
