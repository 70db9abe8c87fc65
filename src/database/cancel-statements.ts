/** Breaks off whatever a connection is doing when the program is told to stop. */
import { connect } from 'node:net';
import type { Client } from 'pg';

/** By the protocol of PostgreSQL: over a connection of its own, which is closed without an answer. */
const CANCEL_REQUEST = 80_877_102;

/** The request may come between two statements: the next one is broken off, too. */
const AGAIN_MILLISECONDS = 100;

/** What pg knows of a connection, and does not declare. */
interface CancelKey {
  processID: number | null;
  secretKey: number | null;
}

/** From the abortion of `signal` on every statement of the connection fails with 57014, and its transaction is rolled back. */
export function cancelAt(signal: AbortSignal, client: Client): void {
  const begin = (): void => {
    cancelStatement(client);
    const again = setInterval(cancelStatement, AGAIN_MILLISECONDS, client);
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

function cancelStatement(client: Client): void {
  const { processID, secretKey } = client as unknown as CancelKey;
  if (processID === null || secretKey === null) return;
  const request = Buffer.alloc(16);
  [16, CANCEL_REQUEST, processID, secretKey].forEach((word, index) => request.writeInt32BE(word | 0, 4 * index));
  const socket = client.host.startsWith('/')
    ? connect(`${client.host}/.s.PGSQL.${client.port}`)
    : connect(client.port, client.host);
  // Whether it arrived shows at the statement.
  socket.on('error', () => undefined);
  socket.end(request);
  socket.unref();
}
