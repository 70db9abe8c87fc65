/** What every peer is as a process: it is told of the database, says where it listens, and writes a line to its log for each request. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import fastify, { LogController, type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { PeerStart } from '../answers/peer-commands';
import { answerCommands } from '../answer-commands';

/** As many connections to PostgreSQL as `pg` and TypeORM open by themselves. */
export const POOL = 10;

/** `open` resolves with the URL of its endpoint. */
export function beServer(open: (start: PeerStart) => Promise<string>): void {
  answerCommands({ start: open });
}

/** Its own log has two lines for a request: one, which our server has as well, is cheaper. */
export function openFastify(): FastifyInstance {
  const logController = new LogController({ disableRequestLogging: true });
  const app = fastify({ logger: { level: 'info' }, logController });
  app.addHook('onResponse', (request, reply, done) => {
    const { method, url } = request;
    request.log.info({ method, url, status: reply.statusCode, milliseconds: reply.elapsedTime }, 'request');
    done();
  });
  return app;
}

/** The same line where there is no fastify. */
export function logRequest(log: Logger, { method, url }: IncomingMessage, response: ServerResponse): void {
  const receivedAt = performance.now();
  response.once('finish', () => {
    log.info({ method, url, status: response.statusCode, milliseconds: performance.now() - receivedAt }, 'request');
  });
}

export async function listen(app: FastifyInstance): Promise<string> {
  return `${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
}
