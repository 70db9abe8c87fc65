/** Breaks off what a connection is doing: over another connection, as the protocol of PostgreSQL has it. */
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { Connection, type Client } from 'pg';
import type { WatchedClient } from './pool-client';

/** The request may come between two statements: the next one is broken off, too. */
const AGAIN_MILLISECONDS = 100;
/** How long a server may take to answer the request, and a statement to end after it. */
const PATIENCE_MILLISECONDS = 3_000;

/** What pg knows of a connection, and does not declare. */
interface Cancellable {
  /** Of the server's process, or of the pooler in between; each is told by the other side at the start. */
  processID: number | null;
  secretKey: number | null;
  ssl: unknown;
  sslNegotiation: string;
}

/** What pg has for the request, and does not declare. */
interface CancelConnection extends Connection {
  connect: (port: number | string, host?: string) => void;
  requestSsl: () => void;
  cancel: (processId: number, secretKey: number) => void;
}

/** A connection whose statement could not be broken off: what it does is not known, and nobody else may have it. */
class NotCalledOff extends Error {
  constructor() {
    super('Connection terminated: its statement was to be cancelled, and the database has not said that it was.');
    this.name = 'NotCalledOff';
  }
}

/** From the abortion of `signal` on every statement of the connection fails with 57014, and its transaction is rolled back. */
export function cancelAt(signal: AbortSignal, client: Client): void {
  const begin = (): void => {
    void requestCancel(client);
    const again = setInterval(() => void requestCancel(client), AGAIN_MILLISECONDS);
    client.once('end', () => {
      clearInterval(again);
    });
  };
  if (signal.aborted) {
    begin();
    return;
  }
  signal.addEventListener('abort', begin, { once: true });
  client.once('end', () => {
    signal.removeEventListener('abort', begin);
  });
}

/**
 * Ends the statement that runs on the connection. Resolves when it has ended and every request for that was answered: a request that is
 * under way would hit whatever comes next. Where one of the two does not happen the connection is destroyed. Nothing may be sent on it meanwhile.
 */
export async function endStatement(client: WatchedClient): Promise<void> {
  const until = performance.now() + PATIENCE_MILLISECONDS;
  const isPending = (): boolean => client.isPending;
  while (isPending()) {
    const isAnswered = await requestCancel(client);
    if (!isAnswered || performance.now() > until) {
      client.destroy(new NotCalledOff());
      return;
    }
    // The request was nothing to the server where it has come before the statement.
    if (isPending()) await once(client, 'drain', { signal: AbortSignal.timeout(AGAIN_MILLISECONDS) }).catch(stay);
  }
}

function stay(): void {
  // It is looked at again.
}

/** Resolves when the server has closed the connection over which it was asked: by then the statement was told, if there is one. */
async function requestCancel(client: Client): Promise<boolean> {
  const { processID, secretKey, ssl, sslNegotiation } = client as unknown as Cancellable;
  if (processID === null || secretKey === null) return false;
  const connection = new Connection({ ssl, sslNegotiation } as object) as CancelConnection;
  const ask = (): void => {
    connection.cancel(processID, secretKey);
  };
  connection.once('connect', () => {
    if (!ssl) ask();
    else if (sslNegotiation !== 'direct') connection.requestSsl();
  });
  connection.once('sslconnect', ask);
  const asked = new Promise<boolean>((resolve) => {
    // Whoever is asked closes the connection without a word, whatever it does.
    connection.once('end', () => {
      resolve(true);
    });
    connection.on('error', () => {
      resolve(false);
      connection.stream.destroy();
    });
  });
  const giveUp = setTimeout(
    () => connection.stream.destroy(new Error('The server has not answered.')),
    PATIENCE_MILLISECONDS,
  );
  if (client.host.startsWith('/')) connection.connect(`${client.host}/.s.PGSQL.${client.port}`);
  else connection.connect(client.port, client.host);
  return asked.finally(() => {
    clearTimeout(giveUp);
  });
}
