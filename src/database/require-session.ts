/** Recognises a connection pooler that hands a session to others between two transactions, and refuses it at the start. */
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { Problem } from '../problem';
import { CONNECTION_LIMITS, endClient } from './single-connection';
import { plain } from '../words/message';

/** What to do about such a pooler. */
export const SESSION_MODE =
  'set pool_mode = session for this database, or point DATABASE_URL at PostgreSQL itself. Giao Ban listens for events, and holds locks and time limits, in sessions of its own.';

const ANSWER_WITHIN_MILLISECONDS = 10_000;
/** PostgreSQL itself notifies listeners at once. */
const NOTIFIED_WITHIN_MILLISECONDS = 5_000;

/** Two connections must be two sessions, each of which stays what it is from one transaction to the next. */
export async function requireSession(url: string): Promise<void> {
  const clients = [open(url), open(url)] as const;
  try {
    for (const client of clients) await client.connect();
    if ((await shareSession(...clients)) || !(await hears(...clients))) throw pooled(url);
  } finally {
    await Promise.all(clients.map(endClient));
  }
}

function open(url: string): Client {
  const client = new Client({
    ...CONNECTION_LIMITS,
    connectionString: url,
    application_name: 'giaoban start',
    query_timeout: ANSWER_WITHIN_MILLISECONDS,
  });
  client.on('error', () => undefined);
  return client;
}

/** The quick proof: while the other is in a transaction, the first has its session, or another than before. */
async function shareSession(first: Client, other: Client): Promise<boolean> {
  const before = await sessionOf(first);
  await other.query('BEGIN');
  const taken = await sessionOf(other);
  const after = taken === before ? before : await sessionOf(first);
  await other.query('ROLLBACK');
  return taken === before || after !== before;
}

async function sessionOf(client: Client): Promise<number | undefined> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid;
}

/** The certain proof, in case the first got its own session back by chance: a session that listens is notified. */
async function hears(listener: Client, other: Client): Promise<boolean> {
  const channel = `giaoban_start_${randomBytes(8).toString('hex')}`;
  const patience = new AbortController();
  const told = new Promise<boolean>((resolve) => {
    listener.on('notification', (notification) => {
      if (notification.channel === channel) resolve(true);
    });
  });
  await listener.query(`LISTEN ${channel}`);
  await other.query(`NOTIFY ${channel}`);
  const inVain = pause(NOTIFIED_WITHIN_MILLISECONDS, false, { signal: patience.signal }).catch(() => false);
  const isTold = await Promise.race([told, inVain]);
  patience.abort();
  return isTold;
}

function pooled(url: string): Problem {
  const { hostname, port } = new URL(url);
  const message = plain`DATABASE_URL points to ${hostname || 'localhost'}:${port || '5432'}, a connection pooler in transaction mode, such as PgBouncer: ${SESSION_MODE}`;
  return new Problem('UNAVAILABLE', message);
}
