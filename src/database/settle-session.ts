/** Gives a new session its settings, after connecting: poolers refuse or drop what is in the startup message. */
import type { Client, QueryResult } from 'pg';
import { SilentConnection } from './dead-connection';
import { LOCK_SECONDS, STATEMENT_SECONDS } from './statement-limits';
import type { Backend } from './pool-client';

/** To be repeated after something else was set. */
export const SESSION_SETTINGS = `
  SET statement_timeout = '${STATEMENT_SECONDS}s'; SET lock_timeout = '${LOCK_SECONDS}s'; SET idle_in_transaction_session_timeout = '60s'; SET jit = off;
  SET datestyle = 'ISO, YMD'; SET default_transaction_isolation = 'read committed'`;

/**
 * The server lets go, in half a minute, of what a client held that has vanished: one that owes it an answer
 * (keepalive), one that owes it receipt of something (user timeout), one for which it is busy (check interval).
 */
const VANISHED_CLIENTS = [
  "SET tcp_keepalives_idle = '10s'; SET tcp_keepalives_interval = '5s'; SET tcp_keepalives_count = 3; SET tcp_user_timeout = '30s'",
  "SET client_connection_check_interval = '10s'",
];

const BACKEND = `SELECT pid, extract(epoch FROM backend_start)::text AS "startedAt" FROM pg_stat_get_activity(pg_backend_pid())`;

/** The server's process that has taken on the session. A server that does not answer in time loses the connection. */
export async function settleSession(client: Client, limitMilliseconds: number): Promise<Backend> {
  const giveUp = setTimeout(() => client.connection.stream.destroy(new SilentConnection(false)), limitMilliseconds);
  try {
    const results: unknown = await client.query(`${SESSION_SETTINGS}; ${BACKEND}`);
    // Not every server knows these, and none has to.
    for (const settings of VANISHED_CLIENTS) await client.query(settings).catch(() => undefined);
    const [backend] = (results as QueryResult<Backend>[]).at(-1)?.rows ?? [];
    if (backend === undefined) throw new Error('PostgreSQL does not say which process serves a session.');
    return backend;
  } finally {
    clearTimeout(giveUp);
  }
}
