/** Asks the server, over a connection of its own, what it does for connections from which nothing comes. */
import { Client } from 'pg';
import { CONNECTION_LIMITS, endClient } from './single-connection';
import { sqlStateOf } from './sql-state';
import type { Backend } from './pool-client';

/** What a backend waits for; undefined of one that is not there. */
type Wait = 'nothing from us' | 'us to write' | 'us to read' | undefined;

export interface BackendWaits {
  waitOf: (backend: Backend) => Wait;
}

/** 'somebody': there is an answer without the facts, as from a server or pooler that is full. 'nobody': there is none. */
export type Inquiry = BackendWaits | 'somebody' | 'nobody';

/**
 * The start of a backend is a number here, because as a text it depends on the settings of the session.
 *
 * A backend that waits for its client says so, idle ones too. What it has said in the last second may still be on its way.
 */
const WAITS = `
  SELECT pid, extract(epoch FROM backend_start)::text AS "startedAt",
         CASE WHEN state_change > clock_timestamp() - interval '1 s' THEN 'nothing from us'
              WHEN wait_event = 'ClientRead' THEN 'us to write'
              WHEN wait_event = 'ClientWrite' THEN 'us to read'
              ELSE 'nothing from us' END AS wait
    FROM pg_stat_activity WHERE pid = ANY($1)`;

export async function askAboutBackends(
  url: string,
  backends: readonly Backend[],
  limitMilliseconds: number,
): Promise<Inquiry> {
  const client = new Client({
    ...CONNECTION_LIMITS,
    connectionString: url,
    application_name: 'giaoban inquiry',
    connectionTimeoutMillis: limitMilliseconds,
    query_timeout: limitMilliseconds,
  });
  client.on('error', () => undefined);
  let isConnected = false;
  try {
    await client.connect();
    isConnected = true;
    const { rows } = await client.query<Backend & { wait: Wait }>(WAITS, [backends.map(({ pid }) => pid)]);
    const waits = new Map(rows.map((row) => [keyOf(row), row.wait]));
    return { waitOf: (backend) => waits.get(keyOf(backend)) };
  } catch (error) {
    return isConnected || sqlStateOf(error) !== undefined ? 'somebody' : 'nobody';
  } finally {
    void endClient(client);
  }
}

function keyOf({ pid, startedAt }: Backend): string {
  return `${pid} ${startedAt}`;
}
