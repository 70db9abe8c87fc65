/** The demo country on an embedded PostgreSQL, a process of ours that writes to it, and congresses to report. */
import { Client } from 'pg';
import { cloneTemplate, makeTemplates } from '../test/support/templates';
import { startTestPostgres, stopTestPostgres } from '../test/support/test-postgres';
import type { Closers } from '../src/process/closers';
import { signToken } from '../src/access/token';
import { Role } from '../src/access/viewer';
import type { GiaobanCommands, GiaobanStart } from './giaoban-server';
import { startChild, stopChildren } from './start-child';

export interface Body {
  id: number;
  code: string;
}

export interface Country {
  start: GiaobanStart;
  token: string;
  postgresVersion: string;
  /** Another process of ours on the same database: the server under test only hears of what is reported there. */
  writerUrl: string;
  /** Bodies whose congress is still to be held; never the same one twice. */
  draw: (count: number) => Body[];
  /** Sends an operation, and returns its data. */
  ask: <Data>(url: string, query: string, variables?: object) => Promise<Data>;
}

const SECRET = 'a secret for benchmarks that is long enough';
/** Drawn from all over the country, the same ones in every run. */
const PLANNED = `SELECT o.id, o.code FROM congress c JOIN organization o ON o.id = c.organization_id
  WHERE c.status = 'PLANNED' AND c.level = 'GRASSROOTS' ORDER BY md5(o.code)`;

export async function openCountry(closers: Closers): Promise<Country> {
  const starting = startTestPostgres();
  closers.add(async () => {
    await starting.catch(() => undefined);
    await stopTestPostgres();
  });
  await starting;
  closers.add(stopChildren);
  await makeTemplates(['whole'], () => undefined);
  return openCountryAt((await cloneTemplate('whole')).url);
}

/** A country that somebody has loaded already. */
export async function openCountryAt(databaseUrl: string): Promise<Country> {
  const { planned, version } = await readDatabase(databaseUrl);
  const start = { databaseUrl, secret: SECRET };
  const writer = await startChild<GiaobanCommands>('giaoban-server');
  const writerUrl = await writer.ask('start', start);
  const claims = { subject: 'bench', role: Role.ADMIN, organization: 'VN' };
  const token = await signToken(claims, new TextEncoder().encode(SECRET));
  return {
    start,
    token,
    postgresVersion: version,
    writerUrl,
    draw: (count) => {
      if (planned.length < count) throw new Error(`The country has only ${planned.length} congresses left to report.`);
      return planned.splice(0, count);
    },
    ask: (url, query, variables) => ask(url, token, query, variables),
  };
}

async function readDatabase(url: string): Promise<{ planned: Body[]; version: string }> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Body>(PLANNED);
    const version = await client.query<{ server_version: string }>('SHOW server_version');
    return { planned: rows, version: version.rows[0]?.server_version ?? '' };
  } finally {
    await client.end();
  }
}

async function ask<Data>(url: string, token: string, query: string, variables?: object): Promise<Data> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Data; errors?: unknown };
  if (errors !== undefined || data === undefined) throw new Error(`The operation failed: ${JSON.stringify(errors)}`);
  return data;
}
