/** Bodies that nobody will read, because their requests were refused or have no use for one: Node would take them in to the end. */
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** What is no longer is taken in, and the connection used again. */
const SMALL_BYTES = 65_536;

export function cutUnreadBodies(app: FastifyInstance): void {
  app.addHook('onSend', ({ raw }, reply, _payload, done) => {
    if (!raw.complete && isLarge(raw)) void reply.header('connection', 'close');
    done();
  });
}

function isLarge({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > SMALL_BYTES;
}
