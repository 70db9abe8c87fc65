/** Asks the server, over a connection of its own, what it does for connections from which nothing comes. */
import { Client } from 'pg';
import { CONNECTION_LIMITS } from './connection-limits';
import { endClient } from './end-client';
import { sqlStateOf } from './sql-state';
import type { Backend } from './watched-client';

/** What a backend waits for; undefined of one that is not there. */
type Wait = 'nothing from us' | 'us to write' | 'us to read' | undefined;

export interface BackendWaits {
  waitOf: (backend: Backend) => Wait;
}

/** Somebody may be there who does not tell, as a server or pooler that is full; or nobody is. */
export type Inquiry = BackendWaits | 'somebody' | 'nobody';

/**
 * A moment is told as a number: as a text it would be another one with other settings of a session.
 *
 * A backend that waits for its client says so, whatever it does: idle ones too. What it has said in the last second
 * may still be on its way.
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
