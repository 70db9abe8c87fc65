/** Turns refusals of the network and of the database at DATABASE_URL at the start into one sentence that says what to do. */
import { createServer } from 'node:net';
import type { Config } from './config/config';
import { codeOf } from './process/errno';
import { toDatabaseProblem } from './database/fault-table';
import { sqlStateOf } from './database/sql-state';
import { SESSION_MODE } from './database/require-session';
import { Problem } from './problem';
import { plain } from './words/message';

type Address = Pick<Config, 'host' | 'port'>;

/** Called before a database is prepared, which takes long. Another program may still take the port before the server has it. */
export async function requireFreePort({ host, port }: Address): Promise<void> {
  if (port === 0) return;
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port }, resolve);
    });
  } catch (error) {
    throw explainListenError(error, { host, port });
  }
  await new Promise((resolve) => server.close(resolve));
}

/** The problem to throw in place of `error`, or `error` itself where HOST and PORT are not to blame. */
export function explainListenError(error: unknown, { host, port }: Address): unknown {
  const explanations: Readonly<Record<string, string>> = {
    EADDRINUSE: `PORT ${port} is in use on ${host}: stop the program that uses it, or set PORT to another (0 picks a free one).`,
    EACCES: `PORT ${port} may not be used by this user: set PORT to one of 1024 or above.`,
    EADDRNOTAVAIL: `HOST ${host} is not an address of this machine: set HOST to one, such as 127.0.0.1 or 0.0.0.0.`,
    EINVAL: `HOST ${host} cannot be listened on: set HOST to an address of this machine, such as 127.0.0.1 or 0.0.0.0.`,
    ENOTFOUND: `HOST ${host} is not known: set HOST to an address of this machine, such as 127.0.0.1 or 0.0.0.0.`,
    EAI_AGAIN: `HOST ${host} cannot be looked up: set HOST to an address of this machine, such as 127.0.0.1 or 0.0.0.0.`,
    EAFNOSUPPORT: `HOST ${host} is of a kind that this machine does not have: set HOST to another address, such as 127.0.0.1.`,
  };
  const explanation = explanations[codeOf(error)];
  return explanation === undefined ? error : new Problem('UNAVAILABLE', plain`${explanation}`);
}

/** Where DATABASE_URL points; never the password. */
interface DatabasePlace {
  server: string;
  database: string;
  user: string;
}

/** By the code of the system or the SQLSTATE of PostgreSQL. */
const DATABASE_FAULTS: Readonly<Record<string, (place: DatabasePlace) => string>> = {
  ERR_INVALID_URL: () => 'is not a PostgreSQL address. Write it as postgres://user:password@host:5432/database.',
  ECONNREFUSED: ({ server }) => `points to ${server}, where nothing answers: start PostgreSQL there, or correct it.`,
  ENOTFOUND: ({ server }) => `names the host of ${server}, which is not known: correct it.`,
  EAI_AGAIN: ({ server }) => `names the host of ${server}, which cannot be looked up at the moment: try again.`,
  EHOSTUNREACH: ({ server }) => `points to ${server}, which cannot be reached: check the network, or correct it.`,
  ENETUNREACH: ({ server }) => `points to ${server}, which cannot be reached: check the network, or correct it.`,
  ETIMEDOUT: ({ server }) => `points to ${server}, which does not answer: check the network, or correct it.`,
  ECONNRESET: ({ server }) => `points to ${server}, which hangs up: check that PostgreSQL runs there.`,
  '3D000': ({ database, server }) =>
    `names the database "${database}", which ${server} does not have: create it, or correct it.`,
  '28P01': ({ user, server }) => `has a user or password that ${server} refuses (user "${user}"): correct it.`,
  '28000': ({ user, server }) => `has a user that ${server} does not let in ("${user}"): correct it, or let them in.`,
  '42501': ({ user }) => `has the user "${user}", who may not do that in the database: make them its owner.`,
  '53300': ({ server }) => `points to ${server}, which accepts no more connections: try again, or raise its limit.`,
  '57P03': ({ server }) => `points to ${server}, which is starting or stopping: try again.`,
  '25006': ({ server }) => `points to ${server}, which is read-only: use the server that accepts changes.`,
};

/** Faults that pg describes in words only, and those of PgBouncer, which speaks English and has one SQLSTATE for all. */
const WORDS: readonly [RegExp, (place: DatabasePlace) => string][] = [
  [
    /unsupported startup parameter/,
    ({ server }) =>
      `points to ${server}, a connection pooler that refuses the startup parameters of the address: remove "options" from it, or point it at PostgreSQL itself.`,
  ],
  [
    /in statement pooling mode/,
    ({ server }) => `points to ${server}, a connection pooler in statement mode: ${SESSION_MODE}`,
  ],
  [
    /no such database|bouncer|query_wait_timeout|server login|no more connections/i,
    ({ server }) =>
      `points to ${server}, a connection pooler that has no connection to give: look at its log, or point it at PostgreSQL itself.`,
  ],
  [/timeout|Connection terminated/i, ({ server }) => `points to ${server}, which does not answer as PostgreSQL does.`],
  [/client password must be/, ({ user, server }) => `has no password for "${user}", and ${server} asks for one.`],
  [/SSL|TLS|certificate/i, ({ server }) => `points to ${server}, with which TLS fails: correct its sslmode.`],
];

/** The problem to throw in place of `error`, or `error` itself where DATABASE_URL is not to blame. */
export function explainDatabaseError(error: unknown, databaseUrl: string): unknown {
  if (error instanceof Problem) return error;
  const words = error instanceof Error ? error.message : '';
  const explain =
    DATABASE_FAULTS[sqlStateOf(error) ?? ''] ??
    DATABASE_FAULTS[codeOf(error)] ??
    WORDS.find(([pattern]) => pattern.test(words))?.[1];
  if (explain === undefined) return toDatabaseProblem(error) ?? error;
  return new Problem('UNAVAILABLE', plain`DATABASE_URL ${explain(placeOf(databaseUrl))}`);
}

function placeOf(databaseUrl: string): DatabasePlace {
  if (!URL.canParse(databaseUrl)) return { server: 'a server', database: '', user: '' };
  const { hostname, port, pathname, username } = new URL(databaseUrl);
  const user = decodeURIComponent(username);
  return {
    server: `${hostname || 'localhost'}:${port || '5432'}`,
    database: decodeURIComponent(pathname.slice(1)) || user,
    user,
  };
}
