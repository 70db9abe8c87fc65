/** A connection of its own that waits for notifications, and reconnects whenever it is lost. */
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { LISTENER_NAME } from './adopt-layout';
import { CONNECTION_LIMITS, endClient } from '../database/single-connection';

export interface ListenerOptions {
  url: string;
  channel: string;
  /** Called for every notification, and after every (re)connection: what came in between was missed. */
  onWake: () => void;
  /** Called after every (re)connection, before the first `onWake`. */
  onConnected: () => Promise<void>;
  onLost: (error: unknown, retryInMilliseconds: number) => void;
  /** How often the connection is asked for a sign of life: one can die without a word. */
  heartbeatMilliseconds?: number;
}

const FIRST_RETRY_MILLISECONDS = 50;
const LAST_RETRY_MILLISECONDS = 5_000;
const ANSWER_WITHIN_MILLISECONDS = 3_000;

/** Listens until the function it returns is called. */
export function startListening(options: ListenerOptions): () => Promise<void> {
  const stop = new AbortController();
  const done = keepListening(options, stop.signal);
  return async () => {
    stop.abort();
    await done;
  };
}

async function keepListening(options: ListenerOptions, stop: AbortSignal): Promise<void> {
  const isStopped = (): boolean => stop.aborted;
  let failures = 0;
  while (!isStopped()) {
    try {
      await listenOnce(options, stop, () => {
        failures = 0;
      });
    } catch (error) {
      if (isStopped()) return;
      const ceiling = Math.min(LAST_RETRY_MILLISECONDS, FIRST_RETRY_MILLISECONDS * 2 ** failures);
      const retryIn = Math.round(ceiling * (0.5 + Math.random() / 2));
      failures += 1;
      options.onLost(error, retryIn);
      await pause(retryIn, undefined, { signal: stop }).catch(() => undefined);
    }
  }
}

/** Returns when told to stop, throws when the connection is lost. */
async function listenOnce(options: ListenerOptions, stop: AbortSignal, onSuccess: () => void): Promise<void> {
  const client = new Client({
    connectionString: options.url,
    application_name: LISTENER_NAME,
    ...CONNECTION_LIMITS,
    connectionTimeoutMillis: ANSWER_WITHIN_MILLISECONDS,
    query_timeout: ANSWER_WITHIN_MILLISECONDS,
  });
  const lost = new Promise<never>((_resolve, reject) => {
    client.on('error', reject);
    client.on('end', () => {
      reject(new Error('The listening connection has ended.'));
    });
  });
  lost.catch(() => undefined);
  try {
    await Promise.race([client.connect(), lost]);
    client.on('notification', options.onWake);
    await client.query(`LISTEN ${client.escapeIdentifier(options.channel)}`);
    await options.onConnected();
    onSuccess();
    options.onWake();
    await Promise.race([beat(client, options.heartbeatMilliseconds ?? 5_000, stop), lost]);
  } finally {
    client.removeAllListeners('notification');
    await endClient(client);
  }
}

async function beat(client: Client, every: number, stop: AbortSignal): Promise<void> {
  for (;;) {
    await pause(every, undefined, { signal: stop }).catch(() => undefined);
    if (stop.aborted) return;
    await client.query('SELECT 1');
  }
}
